// What is selected, pointed at and being edited in this tab. Never in the document.
import { createStore, type StoreApi } from "zustand/vanilla";

export interface Selection {
  nodes: ReadonlySet<string>;
  /** Key `from>to`. */
  connection: string | null;
  hovered: string | null;
  /** What is being typed into, on the canvas itself. */
  editing: { node: string; part: "title" | "content" } | null;
}

export type SelectionStore = StoreApi<Selection>;

const NOTHING: Selection = { nodes: new Set(), connection: null, hovered: null, editing: null };

export function createSelection(): SelectionStore {
  return createStore<Selection>(() => NOTHING);
}

export function selectNodes(store: SelectionStore, ids: Iterable<string>): void {
  const nodes = new Set(ids);
  const { editing } = store.getState();
  store.setState({ nodes, connection: null, editing: editing && nodes.has(editing.node) ? editing : null });
}

export function toggleNode(store: SelectionStore, id: string): void {
  const nodes = new Set(store.getState().nodes);
  if (!nodes.delete(id)) nodes.add(id);
  selectNodes(store, nodes);
}

export function selectConnection(store: SelectionStore, key: string): void {
  store.setState({ nodes: new Set(), connection: key, editing: null });
}

export function selectNothing(store: SelectionStore): void {
  store.setState({ nodes: new Set(), connection: null, editing: null });
}

/** Forgets what is no longer there. */
export function keepExisting(
  store: SelectionStore,
  exists: { node(id: string): boolean; link(key: string): boolean },
): void {
  const { nodes, connection, hovered, editing } = store.getState();
  const kept = [...nodes].filter((id) => exists.node(id));
  if (kept.length < nodes.size) store.setState({ nodes: new Set(kept) });
  if (connection && !exists.link(connection)) store.setState({ connection: null });
  if (hovered && !exists.node(hovered)) store.setState({ hovered: null });
  if (editing && !exists.node(editing.node)) store.setState({ editing: null });
}

/** The only selected node, or null when none or several are. */
export function onlySelected({ nodes }: Selection): string | null {
  return nodes.size === 1 ? ([...nodes][0] ?? null) : null;
}
