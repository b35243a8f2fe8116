// The keys of the canvas. A field that is typed in, a menu and the panel keep theirs.
import { useEffect } from "react";
import { KINDS, type Kind } from "../document/schema";
import { nextInOutline } from "./outline_order";
import { focusPrompt } from "./prompt_focus";
import { cardUnder, isTyping, ownsKeys } from "./targets";
import type { Workspace } from "./workspace";

const STEP = 8;
const LARGE_STEP = 80;
const ZOOM_STEP = 1.25;
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
  if (command && event.key === "Enter") return pressGenerate(event.target);
  if (command && !isTyping(event.target)) return handleCommand(workspace, event);
  if (event.key === "Escape") return stepBack(workspace, event);
  if (command || event.altKey || ownsKeys(event.target)) return false;
  return handlePlain(workspace, event);
}

function handleCommand(workspace: Workspace, event: KeyboardEvent): boolean {
  switch (event.key.toLowerCase()) {
    case "z":
      event.shiftKey ? workspace.redo() : workspace.undo();
      return true;
    case "y":
      workspace.redo();
      return true;
    case "a":
      if (ownsKeys(event.target)) return false;
      workspace.selectAll();
      return true;
    case "d":
      if (ownsKeys(event.target)) return false;
      workspace.duplicateSelected();
      return true;
    case "=":
    case "+":
      return zoomBy(workspace, ZOOM_STEP);
    case "-":
      return zoomBy(workspace, 1 / ZOOM_STEP);
    case "0":
      workspace.viewport.zoomTo(1, undefined, true);
      return true;
    default:
      return false;
  }
}

function handlePlain(workspace: Workspace, event: KeyboardEvent): boolean {
  const arrow = ARROWS[event.key];
  if (arrow) return moveOrPan(workspace, arrow, event.shiftKey ? LARGE_STEP : STEP);
  const onButton = event.target instanceof Element && event.target.closest("button, a, [role=button]") !== null;
  switch (event.key) {
    case " ":
      if (onButton) return false;
      setPanning(workspace, true);
      return true;
    case "Delete":
    case "Backspace":
      workspace.deleteSelected();
      return true;
    case "+":
    case "=":
      return zoomBy(workspace, ZOOM_STEP);
    case "-":
      return zoomBy(workspace, 1 / ZOOM_STEP);
    case "0":
      workspace.viewport.zoomTo(1, undefined, true);
      return true;
    case "1":
      workspace.fitAll();
      return true;
    case "2":
      workspace.fitSelected();
      return true;
    case "F2":
      return rename(workspace);
    case "Enter":
      return !onButton && open(workspace, event.target);
    case "Tab":
      return goOn(workspace, event);
    default:
      return addByLetter(workspace, event);
  }
}

function setPanning(workspace: Workspace, panning: boolean): void {
  if (workspace.gestures.getState().panning !== panning) workspace.gestures.setState({ panning });
}

function zoomBy(workspace: Workspace, factor: number): boolean {
  workspace.viewport.zoomTo(workspace.viewport.view.zoom * factor, undefined, true);
  return true;
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

function rename(workspace: Workspace): boolean {
  if (workspace.only === null) return false;
  workspace.edit(workspace.only, "title");
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
  if (workspace.document.kindOf(only) === "text") workspace.edit(only, "content");
  else focusPrompt();
  return true;
}

/** From the card and from everything in the panel; a text, a title, a menu and a dialog keep the key. */
function pressGenerate(target: EventTarget | null): boolean {
  const inPanel = target instanceof Element && target.closest("[data-panel]") !== null;
  if (ownsKeys(target) && !inPanel) return false;
  const button = document.querySelector<HTMLElement>("[data-panel]:not([hidden]) [data-generate]");
  button?.click();
  return button !== null;
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

function addByLetter(workspace: Workspace, event: KeyboardEvent): boolean {
  const kind: Kind | undefined = KINDS.find((one) => one.startsWith(event.key));
  if (!kind || event.key.length !== 1 || event.shiftKey) return false;
  workspace.addInView(kind);
  return true;
}
