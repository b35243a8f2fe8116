// Carrying a block with the pointer: within the words, into them from the start, or back to the start.
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { withoutAsides } from "./asides";
import { paintChip } from "./chip_face";
import { chipOf, mentionsField, type Standing } from "./chip_view";
import { type Edit, inserted, moved, removed, wordEdge } from "./moving";

/** A press becomes a drag once it has gone this far, in pixels. */
const SLACK = 4;
/** So far from the field's edge, in pixels, a drop still counts. */
const NEAR = 16;

/** What is in hand: a chip that stands among the words, or one that stands at the start. */
export interface Load {
  node: string;
  /** The chip itself, or the block at the start. */
  face: HTMLElement;
}

const setDrop = StateEffect.define<number | null>();

class DropMark extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.className = "prompt-drop";
    return dom;
  }
}

const dropField = StateField.define<number | null>({
  create: () => null,
  update(value, transaction) {
    const mapped = value === null ? null : transaction.changes.mapPos(value);
    return transaction.effects.reduce((now, effect) => (effect.is(setDrop) ? effect.value : now), mapped);
  },
  provide: (field) =>
    EditorView.decorations.from(field, (at) =>
      at === null ? Decoration.none : Decoration.set(Decoration.widget({ widget: new DropMark(), side: 1 }).range(at)),
    ),
});

/** Where it would go among the words; null: the pointer is elsewhere. */
function dropPlace(view: EditorView, { clientX: x, clientY: y }: PointerEvent): number | null {
  const { left, right, top, bottom } = view.scrollDOM.getBoundingClientRect();
  if (x < left - NEAR || x > right + NEAR || y < top || y > bottom + NEAR) return null;
  if (y < top + NEAR) view.scrollDOM.scrollTop -= NEAR;
  else if (y > bottom - NEAR) view.scrollDOM.scrollTop += NEAR;
  return wordEdge(view.state.doc.toString(), view.posAtCoords({ x, y }, false));
}

function isText(view: EditorView, node: string): boolean {
  return view.state.field(mentionsField).some((mention) => mention.node === node && mention.kind === "text");
}

function isOverStart(event: PointerEvent): boolean {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-prompt-start]") != null;
}

function putAmongWords(view: EditorView, { node, face }: Load, at: number): void {
  const doc = view.state.doc.toString();
  const standing = standingOf(view, face);
  const edits = standing ? moved(doc, node, standing.from, standing.to, at) : [inserted(doc, node, at)];
  if (!edits) return;
  const changes = view.state.changes(edits);
  view.dispatch({ changes, selection: { anchor: changes.mapPos(at, 1) }, userEvent: "move.drop" });
  view.focus();
}

/** Where a chip stands by now: others type too. Null for a block at the start. */
function standingOf(view: EditorView, face: HTMLElement): Standing | null {
  return view.contentDOM.contains(face) ? chipOf(view, face) : null;
}

/** Its text then goes first again, in connection order. */
export function putAtStart(view: EditorView, { from, to }: Standing): void {
  const changes: Edit = removed(view.state.doc.toString(), from, to);
  view.dispatch({ changes, userEvent: "move.drop", annotations: withoutAsides.of(true) });
}

/** The chip that it is, or will be. */
function ghostOf(view: EditorView, node: string): HTMLElement {
  const ghost = document.createElement("span");
  const mention = view.state.field(mentionsField).find((one) => one.node === node);
  paintChip(ghost, node, mention);
  delete ghost.dataset.chip;
  ghost.ariaHidden = "true";
  ghost.classList.add("prompt-ghost");
  document.body.append(ghost);
  return ghost;
}

/** Follows the pointer from a press on, until it is let go or Escape is pressed. */
export function carry(view: EditorView, load: Load, press: PointerEvent, onMoved: () => void = () => {}): void {
  if (press.button !== 0) return;
  let ghost: HTMLElement | null = null;
  let at: number | null = null;
  const aim = (place: number | null) => {
    if (place !== at) view.dispatch({ effects: setDrop.of(place) });
    at = place;
  };
  const follow = (event: PointerEvent) => {
    const far = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > SLACK;
    if (!ghost && !far) return;
    if (!ghost) onMoved();
    ghost ??= ghostOf(view, load.node);
    ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
    aim(dropPlace(view, event));
  };
  const end = (event: Event) => {
    const place = at;
    stop();
    if (event.type !== "pointerup" || !ghost || !load.face.isConnected) return;
    const standing = standingOf(view, load.face);
    if (place !== null) putAmongWords(view, load, place);
    else if (standing && isText(view, load.node) && isOverStart(event as PointerEvent)) putAtStart(view, standing);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end(event);
  };
  const stop = () => {
    window.removeEventListener("pointermove", follow);
    for (const type of ["pointerup", "pointercancel"]) window.removeEventListener(type, end);
    window.removeEventListener("keydown", keys, true);
    ghost?.remove();
    aim(null);
  };
  window.addEventListener("pointermove", follow);
  for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, end);
  window.addEventListener("keydown", keys, true);
}

/** `onMoved`: a press on a chip has become a drag. */
export function carrying(onMoved: () => void): Extension {
  const grabbed = EditorView.domEventHandlers({
    pointerdown(event, view) {
      const face = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-chip]") : null;
      if (face) carry(view, { node: face.dataset.chip ?? "", face }, event, onMoved);
      return false;
    },
    // The browser's own drag of what is marked would take the pointer away.
    dragstart(event) {
      const ours = event.target instanceof Element && event.target.closest("[data-chip]") !== null;
      if (ours) event.preventDefault();
      return ours;
    },
  });
  return [dropField, grabbed];
}
