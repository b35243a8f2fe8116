// Copying what a node shows: a picture as a picture, a text as text, anything else as the node.
import { assetFile } from "../api/client";
import type { CanvasNode } from "../document/schema";
import { toast } from "../ui/Toasts";

export async function copyContent(node: CanvasNode): Promise<void> {
  try {
    toast({ text: await copied(node) });
  } catch {
    toast({
      text: "The browser did not allow copying. Download it instead.",
      failed: true,
    });
  }
}

/** What is on the clipboard now, in words. */
async function copied({ kind, text, shown }: CanvasNode): Promise<string> {
  // Without HTTPS, away from this machine, browsers have no other clipboard than the keys' own.
  const { clipboard } = navigator;
  if (kind === "text" && clipboard) {
    await clipboard.writeText(text);
    return "Text copied";
  }
  if (kind === "image" && shown?.asset && clipboard && typeof ClipboardItem !== "undefined") {
    await clipboard.write([new ClipboardItem({ "image/png": png(assetFile(shown.asset)) })]);
    return "Picture copied";
  }
  if (!document.execCommand("copy")) throw new Error("not allowed");
  return "Node copied";
}

/** The only type of picture that every clipboard takes. */
async function png(url: string): Promise<Blob> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The file did not come: ${answer.status}`);
  const file = await answer.blob();
  if (file.type === "image/png") return file;
  const picture = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.convertToBlob({ type: "image/png" });
}
