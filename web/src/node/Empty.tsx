// An empty picture, video or sound: presets to start from, and Upload.
import { Upload } from "lucide-react";
import { useRef } from "react";
import { ACCEPTED, upload } from "../canvas/uploads";
import { useWorkspace } from "../canvas/workspace_context";
import type { CanvasNode, Kind } from "../document/schema";
import { Button } from "../ui/Button";
import { PresetMenu } from "./PresetMenu";
import { Presets } from "./Presets";

export function Empty({ node }: { node: CanvasNode }) {
  const { document } = useWorkspace();
  const input = useRef<HTMLInputElement>(null);
  const kind = node.kind as Exclude<Kind, "text">;
  return (
    <div className="flex size-full flex-col gap-1.5 p-2 pb-1.5">
      <Presets node={node} />
      <div className="flex items-center gap-2 px-0.5">
        <Button look="quiet" small className="-ml-1" onClick={() => input.current?.click()}>
          <Upload size={14} strokeWidth={1.5} />
          Upload
        </Button>
        <span className="min-w-0 flex-1 truncate text-ink-faint text-tiny">{ACCEPTED[kind].replaceAll(",", " ")}</span>
        <PresetMenu node={node} />
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED[kind]}
        aria-label={`Upload into ${node.title}`}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void upload(document, node.id, file);
          target.value = "";
        }}
      />
    </div>
  );
}
