// Brings a canvas file in; while it is under way, says how far it is.
import { Upload } from "lucide-react";
import { useRef } from "react";
import { Button, type ButtonProps } from "../ui/Button";
import { ACCEPTED } from "./canvas_files";
import { importFiles, useImport } from "./imports";

export function ImportButton({ look = "plain", small = false }: Pick<ButtonProps, "look" | "small">) {
  const picker = useRef<HTMLInputElement>(null);
  const now = useImport((state) => state.now);
  if (now) return <UnderWay name={now.name} done={now.done} look={look} small={small} onCancel={now.cancel} />;
  return (
    <>
      <Button look={look} small={small} onClick={() => picker.current?.click()}>
        <Upload aria-hidden="true" size={16} strokeWidth={1.5} />
        Import
      </Button>
      <input
        ref={picker}
        type="file"
        aria-label="Canvas file"
        accept={ACCEPTED}
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          void importFiles(files);
        }}
      />
    </>
  );
}

interface UnderWayProps extends Pick<ButtonProps, "look" | "small"> {
  name: string;
  done: number;
  onCancel: () => void;
}

function UnderWay({ name, done, look = "plain", small = false, onCancel }: UnderWayProps) {
  const words = done < 1 ? `Importing ${Math.round(done * 100)} %` : "Reading…";
  return (
    <span className="inline-flex items-center gap-1">
      <span role="status" aria-label={`Importing ${name}`} className="px-1 text-ink-soft text-ui tabular-nums">
        {words}
      </span>
      <Button look={look} small={small} onClick={onCancel}>
        Cancel
      </Button>
    </span>
  );
}
