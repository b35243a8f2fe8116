// Presses the Generate of the open panel, or puts the focus on it.

/** The panel of a node that was only just selected is still on its way, and then asks the server. */
const PANEL_FRAMES = 120;

function found(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-panel]:not([hidden]) [data-generate]");
}

/** False where no panel is open. */
export function pressGenerate(): boolean {
  const button = found();
  button?.click();
  return button !== null;
}

export function focusGenerate(frames = PANEL_FRAMES): void {
  const button = found();
  if (button) button.focus();
  else if (frames > 0) requestAnimationFrame(() => focusGenerate(frames - 1));
}
