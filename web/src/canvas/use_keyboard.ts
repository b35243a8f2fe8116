// The keys of the canvas. A field that is typed in, a menu and the panel keep theirs.
import { useEffect } from "react";
import { pressKeys } from "../commands/commands";
import { pressGenerate } from "./generate_focus";
import { nextInOutline } from "./outline_order";
import { focusPrompt } from "./prompt_focus";
import { cardUnder, ownsKeys } from "./targets";
import type { Workspace } from "./workspace";

const STEP = 8;
const LARGE_STEP = 80;
const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function useKeyboard(workspace: Workspace): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && handle(workspace, event)) event.preventDefault();
    };
    const release = (event: KeyboardEvent) => {
      if (event.code === "Space") setPanning(workspace, false);
    };
    const blur = () => setPanning(workspace, false);
    window.addEventListener("keydown", press);
    window.addEventListener("keyup", release);
    window.addEventListener("blur", blur);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("keyup", release);
      window.removeEventListener("blur", blur);
    };
  }, [workspace]);
}

/** True when the key was ours. */
function handle(workspace: Workspace, event: KeyboardEvent): boolean {
  const command = event.metaKey || event.ctrlKey;
  if (command && event.key === "Enter") return generate(event.target);
  if (pressKeys(workspace, event)) return true;
  if (event.key === "Escape") return stepBack(workspace, event);
  if (command || event.altKey || ownsKeys(event.target)) return false;
  return walk(workspace, event);
}

/** What only makes sense by key: moving, going from card to card, and into one. */
function walk(workspace: Workspace, event: KeyboardEvent): boolean {
  const arrow = ARROWS[event.key];
  if (arrow) return moveOrPan(workspace, arrow, event.shiftKey ? LARGE_STEP : STEP);
  const onButton = event.target instanceof Element && event.target.closest("button, a, [role=button]") !== null;
  switch (event.key) {
    case " ":
      if (onButton) return false;
      setPanning(workspace, true);
      return true;
    case "Enter":
      return !onButton && open(workspace, event.target);
    case "Tab":
      return goOn(workspace, event);
    default:
      return false;
  }
}

function setPanning(workspace: Workspace, panning: boolean): void {
  if (workspace.gestures.getState().panning !== panning) workspace.gestures.setState({ panning });
}

function moveOrPan(workspace: Workspace, [x, y]: [number, number], step: number): boolean {
  if (workspace.selected.size > 0) workspace.nudge(x * step, y * step);
  else workspace.viewport.panBy(-x * step * 5, -y * step * 5);
  return true;
}

/** Out of the field or the panel back to the card; from the card to nothing selected. */
function stepBack(workspace: Workspace, event: KeyboardEvent): boolean {
  if (event.target instanceof Element && event.target.closest("[role=menu], [role=dialog], [role=listbox]"))
    return false;
  const { only } = workspace;
  workspace.stopEditing();
  if (only !== null && ownsKeys(event.target)) workspace.focus(only);
  else workspace.selectNothing();
  return true;
}

/** The first Enter selects the focused card; the next one goes inside: into a text, or to the panel's prompt. */
function open(workspace: Workspace, target: EventTarget | null): boolean {
  const focused = cardUnder(target);
  if (focused !== null && workspace.only !== focused) {
    workspace.select(focused);
    return true;
  }
  const { only } = workspace;
  if (only === null) return false;
  const kind = workspace.document.card(only)?.kind;
  if (kind === "text" || kind === "note") workspace.edit(only, "content");
  else focusPrompt();
  return true;
}

/** From the card and from everything in the panel; a text, a title, a menu and a dialog keep the key. */
function generate(target: EventTarget | null): boolean {
  const inPanel = target instanceof Element && target.closest("[data-panel]") !== null;
  return (inPanel || !ownsKeys(target)) && pressGenerate();
}

/** Tab goes from card to card in the outline's order; through the points and controls of the selected one. */
function goOn(workspace: Workspace, event: KeyboardEvent): boolean {
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-card]") : null;
  const id = card?.dataset.card;
  if (!card || !id) return false;
  const inner = [...card.querySelectorAll<HTMLElement>("button, [tabindex='0'], input, a")].filter(
    (item) => item.tabIndex >= 0,
  );
  const edge = event.shiftKey ? card : (inner.at(-1) ?? card);
  if (workspace.selected.has(id) && event.target !== edge) return false;
  const next = nextInOutline(workspace.document, id, event.shiftKey ? -1 : 1);
  if (next === null) return false;
  const box = workspace.scene.box(next);
  if (box) workspace.viewport.reveal(box);
  workspace.focus(next);
  return true;
}
