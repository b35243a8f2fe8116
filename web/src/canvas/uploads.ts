// Files that become nodes: put on the canvas at once, then sent, then shown as a take.
import { create } from "zustand";
import { addTake, uploadAsset } from "../api/client";
import { messageOf } from "../api/errors";
import type { Asset } from "../api/types";
import type { CanvasDocument } from "../document/canvas_document";
import type { Kind } from "../document/schema";
import { shownFrom } from "../takes/strip";
import { toast } from "../ui/Toasts";
import { say } from "./announcements";
import { CARD_WIDTH, type Point } from "./geometry";
import { isTextFile, placeTextFile } from "./placing_text";
import type { Workspace } from "./workspace";

/** By node: how much has gone out, 0 to 1. */
export const useUploads = create<Record<string, number>>(() => ({}));

/** Canvas units between files that came together. */
const BESIDE = 48;

/** What a file input of each kind offers; the server decides by the bytes. */
export const ACCEPTED: Readonly<Record<Exclude<Kind, "text">, string>> = {
  image: ".png,.jpg,.jpeg,.webp",
  video: ".mp4,.mov,.webm",
  audio: ".mp3,.wav,.m4a,.ogg,.flac",
};

/** The kind a file seems to be, by its type or name; null when Headwater takes no such file. */
export function kindOfFile({ type, name }: Pick<File, "type" | "name">): Exclude<Kind, "text"> | null {
  const ending = `.${name.split(".").pop()?.toLowerCase()}`;
  for (const kind of ["image", "video", "audio"] as const) {
    if (ACCEPTED[kind].split(",").includes(ending) || type.startsWith(`${kind}/`)) return kind;
  }
  return null;
}

/** New nodes for dropped or pasted files, side by side from `at`. */
export function addFiles(workspace: Workspace, files: File[], at: Point): void {
  let { x } = at;
  for (const file of files) {
    const kind = kindOfFile(file);
    if (kind === null && isTextFile(file)) {
      void placeTextFile(workspace, file, titleOf(file.name), { x, y: at.y });
      x += CARD_WIDTH + BESIDE;
      continue;
    }
    if (kind === null) {
      toast({
        text: `“${file.name}” cannot be placed here. Drop a picture, a video, a sound or a text.`,
        failed: true,
      });
      continue;
    }
    const node = workspace.add({ kind, title: titleOf(file.name) }, { x, y: at.y });
    void upload(workspace.document, node, file).then((shown) => shown || removeIfEmpty(workspace, node));
    x += (workspace.scene.box(node)?.w ?? CARD_WIDTH) + BESIDE;
  }
}

/** Sends a file and shows it in the node; false when it was refused (the reason has then been told). */
export async function upload(document: CanvasDocument, node: string, file: File): Promise<boolean> {
  progress(node, 0);
  try {
    const asset = await uploadAsset(file, (done) => progress(node, done));
    return await showUploaded(document, node, asset);
  } catch (error) {
    toast({ text: `“${file.name}” was not uploaded. ${messageOf(error)}`, failed: true });
    return false;
  } finally {
    progress(node, null);
  }
}

async function showUploaded(document: CanvasDocument, node: string, asset: Asset): Promise<boolean> {
  const held = document.get(node);
  if (!held) return true; // deleted meanwhile: the file stays in the assets
  if (held.kind !== asset.kind) {
    const words = `“${asset.name}” is ${article(asset.kind)}; this node holds ${article(held.kind)}. It is in your assets.`;
    toast({ text: words, failed: true });
    return false;
  }
  await showTake(document, node, asset);
  say(`${asset.name} uploaded`);
  return true;
}

/** The asset becomes a take of the node, and what it shows. */
export async function showTake(document: CanvasDocument, node: string, asset: Asset): Promise<void> {
  await document.saved();
  document.show(node, shownFrom(await addTake(document.id, node, asset.id)));
}

/** For a new node that got nothing to hold. */
export function removeIfEmpty(workspace: Workspace, node: string): void {
  const held = workspace.document.get(node);
  if (held && !held.shown && held.prompt === "") workspace.document.deleteNodes([node]);
}

function progress(node: string, done: number | null): void {
  useUploads.setState((uploads) => {
    const { [node]: _, ...others } = uploads;
    return done === null ? others : { ...others, [node]: done };
  }, true);
}

function titleOf(name: string): string {
  return name.replace(/\.[^.]+$/, "").slice(0, 80) || name;
}

function article(kind: Kind): string {
  const words: Record<Kind, string> = { text: "a text", image: "a picture", video: "a video", audio: "a sound" };
  return words[kind];
}
