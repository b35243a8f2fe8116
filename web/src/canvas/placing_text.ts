// Text that is pasted or dropped becomes a text node; a file of text one with the file's name.
import { toast } from "../ui/Toasts";
import type { Point } from "./geometry";
import type { Workspace } from "./workspace";

/** Characters: what a canvas file holds of one node. */
const LONGEST = 1_000_000;
const ENDINGS = /\.(txt|md|markdown|fountain|srt|vtt|csv|json)$/i;

/** What is too long is not placed, and that is told. */
export function placeText(workspace: Workspace, text: string, at: Point, title?: string): void {
  if (text.length > LONGEST) refuse();
  else workspace.add({ kind: "text", text, ...(title === undefined ? {} : { title }) }, at);
}

function refuse(): void {
  const most = LONGEST.toLocaleString("en");
  toast({ text: `This text is too long: a node holds ${most} characters. Bring it in parts.`, failed: true });
}

export function isTextFile({ type, name }: Pick<File, "type" | "name">): boolean {
  return type.startsWith("text/") || ENDINGS.test(name);
}

export async function placeTextFile(workspace: Workspace, file: File, title: string, at: Point): Promise<void> {
  // No character has more than four bytes.
  if (file.size > 4 * LONGEST) refuse();
  else placeText(workspace, (await file.text()).replace(/\r\n?/g, "\n").trim(), at, title);
}
