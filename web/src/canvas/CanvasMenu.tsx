// The menu on the canvas: adds a node where it was opened, also one that begins with a preset; from a point, only what may be
// connected with it, and the nodes that are there.
import { useStore } from "zustand";
import type { Preset } from "../api/types";
import { holds } from "../commands/finding";
import { kindsFor } from "../document/connections";
import { cardName, KIND_NAMES, KINDS, type Kind } from "../document/schema";
import { begin } from "../node/use_begin";
import { useAllPresets } from "../node/use_presets";
import { KindIcon } from "../ui/kinds";
import { type Item, ListAt, type Section } from "../ui/ListAt";
import { toast } from "../ui/Toasts";
import { connectionSections } from "./connection_items";
import type { OpenMenu } from "./menu_state";
import { outlineOrder } from "./outline_order";
import { focusPrompt } from "./prompt_focus";
import type { Workspace } from "./workspace";
import { useWorkspace } from "./workspace_context";

export function CanvasMenu() {
  const workspace = useWorkspace();
  const open = useStore(workspace.menus, (state) => state.open);
  const presets = useAllPresets();
  return (
    <ListAt
      at={open?.client ?? null}
      label={open ? labelOf(open) : ""}
      sections={(query) => (open ? sectionsOf(workspace, open, presets, query) : [])}
      onClose={() => workspace.openMenu(null)}
    />
  );
}

function labelOf({ connect, connectionsOf }: OpenMenu): string {
  if (connectionsOf !== undefined) return "Connections";
  return connect ? "Connect" : "Add a node";
}

function sectionsOf(workspace: Workspace, menu: OpenMenu, presets: readonly Preset[], query: string): Section[] {
  return narrowed(
    menu.connectionsOf === undefined
      ? addingSections(workspace, menu, presets, query)
      : connectionSections(workspace, menu.connectionsOf),
    query,
  );
}

/** What has the words of `query`. */
function narrowed(sections: Section[], query: string): Section[] {
  return sections
    .map(({ value, items }) => ({ value, items: items.filter(({ name }) => holds(name, query)) }))
    .filter(({ items }) => items.length > 0);
}

/** Nodes that are there, new ones, and, once something is typed, presets. */
function addingSections(workspace: Workspace, menu: OpenMenu, presets: readonly Preset[], query: string): Section[] {
  const kinds = offeredKinds(workspace, menu);
  const begun = query.trim() === "" ? [] : presets.filter(({ kind }) => kinds.includes(kind));
  return [
    {
      value: menu.connect?.side === "output" ? "Connect to" : "Connect from",
      items: menu.existing ? connectable(workspace, menu).map((id) => existingItem(workspace, menu, id)) : [],
    },
    {
      value: menu.connect ? "New, connected" : "",
      items: [
        ...kinds.map((kind) => kindItem(workspace, menu, kind)),
        ...(menu.connect ? [] : [noteItem(workspace, menu)]),
      ],
    },
    { value: "Begin with", items: begun.map((preset) => presetItem(workspace, menu, preset)) },
  ];
}

function kindItem(workspace: Workspace, menu: OpenMenu, kind: Kind): Item {
  return {
    id: kind,
    name: KIND_NAMES[kind],
    icon: <KindIcon kind={kind} />,
    hint: menu.connect ? "" : KIND_NAMES[kind].charAt(0),
    // Whoever opened a menu for it means to write: the caret is in its prompt, so that no letter is taken for a key.
    onSelect: () => {
      addFrom(workspace, menu, kind);
      focusPrompt();
    },
  };
}

function noteItem(workspace: Workspace, { at }: OpenMenu): Item {
  const [id, name] = ["note", KIND_NAMES.note] as const;
  return { id, name, icon: <KindIcon kind={id} />, hint: name.charAt(0), onSelect: () => workspace.addNote(at) };
}

function presetItem(workspace: Workspace, menu: OpenMenu, preset: Preset): Item {
  return {
    id: `preset ${preset.id}`,
    name: preset.name,
    icon: <KindIcon kind={preset.kind} />,
    onSelect: () => begin(workspace, addFrom(workspace, menu, preset.kind), preset, undefined),
  };
}

function existingItem(workspace: Workspace, menu: OpenMenu, id: string): Item {
  const node = workspace.document.get(id);
  return {
    id: `node ${id}`,
    name: node?.title ?? "",
    label: node ? cardName(node) : "",
    icon: node && <KindIcon kind={node.kind} />,
    onSelect: () => connectWith(workspace, menu, id),
  };
}

/** The nodes this point may be connected with, in the outline's order. */
function connectable({ document }: Workspace, { connect }: OpenMenu): string[] {
  if (!connect) return [];
  const { node, side } = connect;
  return outlineOrder(document)
    .map(({ id }) => id)
    .filter((id) => !(side === "output" ? document.refusal(node, id) : document.refusal(id, node)));
}

function offeredKinds({ document }: Workspace, { connect }: OpenMenu): readonly Kind[] {
  const kind = connect && document.kindOf(connect.node);
  if (!connect || !kind) return KINDS;
  return kindsFor(document.table, kind, connect.side === "output" ? "from" : "to");
}

function addFrom(workspace: Workspace, { at, connect }: OpenMenu, kind: Kind): string {
  if (!connect) return workspace.add({ kind }, at);
  if (connect.side === "output") return workspace.add({ kind, connectFrom: connect.node }, at, "input");
  return workspace.add({ kind, connectTo: connect.node }, at, "output");
}

function connectWith(workspace: Workspace, { connect }: OpenMenu, id: string): void {
  if (!connect) return;
  const refused = connect.side === "output" ? workspace.connect(connect.node, id) : workspace.connect(id, connect.node);
  if (refused) toast({ text: refused, failed: true });
}
