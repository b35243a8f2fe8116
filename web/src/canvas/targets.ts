// What an event of the pointer or the keyboard was aimed at.

/** Where a person types: every key belongs to it. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("textarea, select, input:not([type=button], [type=checkbox])");
}

/** Popups, the generation panel and the assets beside the canvas have keys of their own. */
export function ownsKeys(target: EventTarget | null): boolean {
  const owners =
    "[data-panel], [data-drawer], [role=menu], [role=listbox], [role=dialog], [role=alertdialog], [role=slider], video, audio";
  return isTyping(target) || (target instanceof Element && target.closest(owners) !== null);
}

/** Something that a press on its own does something with. What fills much of a card can be grabbed as well. */
export function isControl(target: Element): boolean {
  if (target.closest("[data-grab]")) return false;
  const controls =
    "button, a, input, textarea, select, video[controls], audio, [role=slider], [contenteditable=true], .nodrag";
  return target.closest(controls) !== null;
}

export function pointUnder(target: Element): HTMLElement | null {
  return target.closest<HTMLElement>("[data-point]");
}

/** The id of the card under an event, if it is a mounted one. */
export function cardUnder(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>("[data-card]")?.dataset.card ?? null) : null;
}

/** The empty canvas, and everything drawn below the cards. */
export function isGround(target: Element): boolean {
  return target.closest(".react-flow__pane") !== null && target.closest(".react-flow__node") === null;
}
