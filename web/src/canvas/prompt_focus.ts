// Puts the caret into the prompt of the selected node, or selects a part of what stands there.
/** The panel of a node that was only just selected is still on its way. */
const PANEL_FRAMES = 60;

function whenThere(work: (prompt: HTMLElement) => boolean, frames = PANEL_FRAMES): void {
  const prompt = document.querySelector<HTMLElement>("[data-panel] [role=textbox]");
  const done = prompt !== null && work(prompt);
  if (!done && frames > 0) requestAnimationFrame(() => whenThere(work, frames - 1));
}

export function focusPrompt(): void {
  whenThere((prompt) => {
    prompt.focus();
    return true;
  });
}

/** Once the prompt is `before + own + after`: what is typed next takes the place of `own`. */
export async function selectInPrompt({
  before,
  own,
  after,
}: {
  before: string;
  own: string;
  after: string;
}): Promise<void> {
  const { EditorView } = await import("@codemirror/view");
  whenThere((prompt) => {
    const view = EditorView.findFromDOM(prompt);
    if (view?.state.doc.toString() !== before + own + after) return false;
    view.focus();
    view.dispatch({
      selection: { anchor: before.length, head: before.length + own.length },
      scrollIntoView: true,
    });
    return true;
  });
}
