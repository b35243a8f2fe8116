// Puts the caret into the prompt of the selected node.

/** The panel of a node that was only just selected is still on its way. */
const PANEL_FRAMES = 60;

export function focusPrompt(frames = PANEL_FRAMES): void {
  const prompt = document.querySelector<HTMLElement>("[data-panel] [role=textbox]");
  if (prompt) prompt.focus();
  else if (frames > 0) requestAnimationFrame(() => focusPrompt(frames - 1));
}
