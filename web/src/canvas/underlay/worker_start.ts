// Starts the underlay's worker before there is anything to draw, so that it loads while the document does.

let spare: Worker | null = null;

function started(): Worker {
  return new Worker(new URL("./underlay.worker.ts", import.meta.url), { type: "module" });
}

export function prepareWorker(): void {
  spare ??= started();
}

export function takeWorker(): Worker {
  const taken = spare ?? started();
  spare = null;
  return taken;
}
