// One open canvas on this screen: the document, what is where, what is selected, and the view; and what one can do with them.
import type { CanvasDocument, NewNode } from "../document/canvas_document";
import { Groups } from "../document/groups";
import { cardName, connectionEnds, type Kind } from "../document/schema";
import { isActive, useLive } from "../live/store";
import { toast } from "../ui/Toasts";
import { say } from "./announcements";
import { copyOf, paste } from "./clipboard";
import { freePlace } from "./free_place";
import { type Box, boundsOf, centerOf, type Point, sizeOf, sizeOfNote } from "./geometry";
import { createGestures, type Side } from "./gesture_state";
import { areaOf } from "./group_areas";
import { createMenus, type OpenMenu } from "./menu_state";
import { MountedCards } from "./mounted_cards";
import { Scene } from "./scene";
import {
  createSelection,
  keepExisting,
  onlySelected,
  selectConnection,
  selectNodes,
  selectNothing,
  toggleNode,
} from "./selection";
import type { UnderlayDriver } from "./underlay/driver";
import type { Viewport } from "./viewport";

/** A card that nobody has written in or resized. */
const EMPTY = { w: null, h: null, text: "" };
/** Canvas units between a node and one that is made from its point. */
const APART = 96;

export class Workspace {
  readonly scene: Scene;
  readonly selection = createSelection();
  readonly gestures = createGestures();
  readonly menus = createMenus();
  readonly cards: MountedCards;
  readonly groups: Groups;
  /** Where the pointer last was over the canvas, in the window; null until it came. */
  pointerAt: Point | null = null;
  /** Set while the underlay is on screen. */
  underlay: UnderlayDriver | null = null;

  constructor(
    readonly document: CanvasDocument,
    readonly viewport: Viewport,
  ) {
    this.scene = new Scene(document);
    this.groups = new Groups(document);
    this.cards = new MountedCards(this.scene, viewport, this.selection);
  }

  start(): () => void {
    const exists = {
      node: (id: string) => this.scene.box(id) !== undefined,
      link: (key: string) => this.scene.link(key) !== undefined,
    };
    this.document.undo.stayed = (nodes) => toast({ text: this.whyTheyStay(nodes) });
    const stops = [
      this.scene.subscribe(({ why }) => {
        if (why === "edit") keepExisting(this.selection, exists);
      }),
      this.scene.follow(),
      this.cards.start(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  // Selecting

  get selected(): ReadonlySet<string> {
    return this.selection.getState().nodes;
  }

  select(...ids: string[]): void {
    selectNodes(this.selection, ids);
    for (const id of ids.length === 1 ? ids : []) this.scene.raise(id);
  }

  selectMany(ids: Iterable<string>): void {
    selectNodes(this.selection, ids);
  }

  toggle(id: string): void {
    toggleNode(this.selection, id);
  }

  selectAll(): void {
    selectNodes(this.selection, this.scene.ids());
  }

  selectConnection(key: string): void {
    selectConnection(this.selection, key);
  }

  selectNothing(): void {
    selectNothing(this.selection);
  }

  hover(id: string | null): void {
    if (this.selection.getState().hovered !== id) this.selection.setState({ hovered: id });
  }

  /** A text that is being generated is read-only until it is done. */
  edit(node: string, part: "title" | "content"): void {
    this.select(node);
    if (part === "content" && isActive(useLive.getState().generations[node])) return;
    this.selection.setState({ editing: { node, part } });
  }

  stopEditing(): void {
    this.selection.setState({ editing: null });
  }

  /** Brings a node into view, selects it and gives it the focus. */
  goTo(id: string): void {
    const box = this.scene.box(id);
    if (!box) return;
    this.viewport.reveal(box);
    this.select(id);
    this.focus(id);
  }

  /** Selects them, and brings them into view together. */
  showAll(ids: Iterable<string>): void {
    this.selectMany(ids);
    this.fitSelected();
  }

  focus(id: string): void {
    this.cards.mountNow(id);
    requestAnimationFrame(() => focusCard(id));
  }

  // Edits

  /** Adds a node with its middle at `at`, selects it and tells so. */
  add(node: Omit<NewNode, "x" | "y">, at: Point, anchor: "middle" | "input" | "output" = "middle"): string {
    const { w, h } = sizeOf({ w: null, h: null, shown: null, settings: {}, ...node });
    const left = { middle: at.x - w / 2, input: at.x, output: at.x - w }[anchor];
    const id = this.document.addNode({ ...node, x: left, y: at.y - h / 2 });
    this.select(id);
    this.focus(id);
    this.announce(id, "added");
    return id;
  }

  /** Adds an empty note with its middle at `at`, and begins to write in it. */
  addNote(at: Point): void {
    const { w, h } = sizeOfNote(EMPTY);
    const id = this.document.addNote({ x: at.x - w / 2, y: at.y - h / 2 });
    this.cards.mountNow(id);
    this.edit(id, "content");
    this.announce(id, "added");
  }

  /** Near the middle of the view, where nothing lies yet. */
  addInView(kind: Kind): void {
    this.inView(sizeOf({ ...EMPTY, kind, shown: null, settings: {} }), (free) => this.add({ kind }, free));
  }

  addNoteInView(): void {
    this.inView(sizeOfNote(EMPTY), (free) => this.addNote(free));
  }

  private inView(size: { w: number; h: number }, add: (middle: Point) => void): void {
    const free = freePlace(size, centerOf(this.viewport.shown), (region) => this.scene.query(region).size > 0);
    add(free);
    this.viewport.reveal({ x: free.x - size.w / 2, y: free.y - size.h / 2, ...size });
  }

  /** Where something pasted goes: under the pointer, else in the middle of the view. */
  get pointer(): Point {
    return this.pointerAt ? this.viewport.under(this.pointerAt) : centerOf(this.viewport.shown);
  }

  duplicateSelected(): void {
    if (this.selected.size === 0) return;
    const ids = paste(this.document, copyOf(this.document, this.selected), { x: 32, y: 32 });
    this.selectMany(ids);
    for (const id of ids.length === 1 ? ids : []) this.focus(id);
    say(ids.length === 1 ? "Duplicated" : `${ids.length} nodes duplicated`);
  }

  deleteSelected(): void {
    const { nodes, connection } = this.selection.getState();
    const ends = connection && connectionEnds(connection);
    if (ends) this.disconnect(...ends);
    else if (nodes.size > 0) this.delete([...nodes]);
  }

  delete(ids: string[]): void {
    const what = ids.length === 1 ? this.nameOf(ids[0] ?? "") : `${ids.length} nodes`;
    this.document.deleteNodes(ids);
    say(`${what} deleted`);
  }

  /** Offers what this point may be connected with: the nodes that are there, and new ones beside it. */
  offerConnections(node: string, side: Side, client: Point): void {
    const box = this.scene.box(node) ?? { x: 0, y: 0, w: 0, h: 0 };
    const at = { x: side === "output" ? box.x + box.w + APART : box.x - APART, y: centerOf(box).y };
    this.openMenu({ client, at, connect: { node, side }, existing: true });
  }

  /** Null when it was made; else why not, in words. */
  connect(from: string, to: string): string | null {
    const made = this.document.connect(from, to);
    if (made.ok) say(`${this.nameOf(from)} connected to ${this.nameOf(to)}`);
    return made.ok ? null : made.message;
  }

  disconnect(from: string, to: string): void {
    this.document.disconnect(from, to);
    say(`${this.nameOf(from)} disconnected from ${this.nameOf(to)}`);
  }

  nudge(dx: number, dy: number): void {
    const places = [...this.selected].flatMap((id) => {
      const box = this.scene.box(id);
      return box ? [{ id, x: box.x + dx, y: box.y + dy }] : [];
    });
    if (places.length > 0) this.document.moveNodes(places, "nudge");
  }

  undo(): void {
    this.document.undo.undo();
  }

  redo(): void {
    this.document.undo.redo();
  }

  private whyTheyStay(nodes: readonly string[]): string {
    const [first = ""] = nodes;
    return nodes.length === 1
      ? `“${this.document.card(first)?.title}” stays: a generation or somebody else wrote in it since. Delete takes it away.`
      : `${nodes.length} nodes stay: a generation or somebody else wrote in them since. Delete takes them away.`;
  }

  openMenu(menu: OpenMenu | null): void {
    this.menus.setState({ open: menu });
  }

  // The view

  fitAll(): void {
    const areas = [...this.groups.all()].flatMap((group) => areaOf(group, this.scene) ?? []);
    this.viewport.fit(boundsOf([...this.scene.allBoxes(), ...areas]));
  }

  fitSelected(): void {
    const boxes = [...this.selected].flatMap((id) => this.scene.box(id) ?? []);
    this.viewport.fit(boundsOf(boxes));
  }

  get only(): string | null {
    return onlySelected(this.selection.getState());
  }

  /** "Image: Harbour", for announcements. */
  nameOf(id: string): string {
    const card = this.document.card(id);
    return card ? cardName(card) : "A node";
  }

  boxesOf(ids: Iterable<string>): Box[] {
    return [...ids].flatMap((id) => this.scene.box(id) ?? []);
  }

  private announce(id: string, what: string): void {
    say(`${this.nameOf(id)} ${what}`);
  }
}

function focusCard(id: string): void {
  const card = window.document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
  card?.focus({ preventScroll: true });
}
