// Canvases as files, handed to the browser's own downloads.
import { getCanvasFile } from "../api/client";
import { messageOf } from "../api/errors";
import type { CanvasFile } from "../api/types";
import { toast } from "../ui/Toasts";

const LONGEST = 100;

/** The canvas with the media that it shows, as one zip. It streams: nothing of it is collected in this tab. */
export function exportWithMedia(canvas: string): void {
  download(`/api/canvases/${encodeURIComponent(canvas)}/archive`);
}

/** The canvas as readable JSON, without pictures, videos and sounds. Says so itself when it fails. */
export async function exportWithoutMedia(canvas: string): Promise<void> {
  try {
    const file = await getCanvasFile(canvas);
    const text = `${JSON.stringify(shortened(file), null, 1)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    download(address, fileName(file.title ?? ""));
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    toast({ text: `The canvas was not exported. ${messageOf(error)}`, failed: true });
  }
}

/** What a canvas of this title is called as a file, on every system. */
export function fileName(title: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no name may have
  const safe = title.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, " ");
  const words = safe
    .replace(/\s+/g, " ")
    .slice(0, LONGEST)
    .replace(/^[\s.]+|[\s.]+$/g, "");
  return `${words || "canvas"}.headwater.json`;
}

/** Without the fields that say nothing; they may all be left out. */
function shortened(file: CanvasFile): object {
  return { ...file, nodes: file.nodes.map(said), connections: file.connections.map(said) };
}

function said(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== false));
}

function download(address: string, name = ""): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
