// The editor of a text node, whose code comes after the canvas; the text as it stands meanwhile.
import { useNode } from "../document/context";
import { later } from "../ui/later";

export const TextEditor = later(() => import("./TextEditor").then((editor) => editor.TextEditor), TextAsItStands);

function TextAsItStands({ id }: { id: string }) {
  return <div className="text-editor size-full whitespace-pre-wrap">{useNode(id)?.text}</div>;
}
