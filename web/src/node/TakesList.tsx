// A node's takes, newest first; choosing one shows it, and can be undone.
import { Menu as Base } from "@base-ui/react/menu";
import { useQuery } from "@tanstack/react-query";
import { Check, FileX2, Pencil, Upload } from "lucide-react";
import { assetPreview, listTakes } from "../api/client";
import type { Take } from "../api/types";
import { useDocument } from "../document/context";
import type { CanvasNode, Shown } from "../document/schema";
import { KindIcon } from "../ui/kinds";
import { MenuHeading } from "../ui/Menu";

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const HOW: Record<Take["how"], string> = { generated: "Generated", uploaded: "Uploaded", typed: "Typed" };

export function TakesList({ node }: { node: CanvasNode }) {
  const document = useDocument();
  const { data: takes, error } = useQuery({
    queryKey: ["takes", document.id, node.id],
    queryFn: () => listTakes(document.id, node.id),
  });
  if (error) return <MenuHeading>{error.message}</MenuHeading>;
  if (!takes) return <div className="m-1 h-10 w-52 animate-pulse rounded-[6px] bg-skeleton" />;
  if (takes.length === 0) return <MenuHeading>No takes yet. Each generation and upload becomes one.</MenuHeading>;
  return (
    <>
      <MenuHeading>{takes.length === 1 ? "1 take" : `${takes.length} takes`}</MenuHeading>
      {takes.map((take) => (
        <Base.Item
          key={take.id}
          disabled={take.purged !== null}
          onClick={() => document.choose(node.id, shownFrom(take), take.text)}
          className="flex select-none items-center gap-2.5 rounded-[6px] p-1.5 text-ink text-ui outline-none data-disabled:opacity-60 data-highlighted:bg-hover"
        >
          <span className="grid h-9 w-14 shrink-0 place-items-center overflow-hidden rounded-[4px] bg-field text-ink-faint">
            <TakePicture take={take} node={node} />
          </span>
          <span className="min-w-0 flex-1 pr-2">
            <span className="block max-w-52 truncate">
              {take.purged ? "This file was deleted" : (take.text ?? HOW[take.how])}
            </span>
            <span className="block text-ink-faint text-label">{TIME.format(take.created)}</span>
          </span>
          {node.shown?.take === take.id && (
            <Check aria-label="Shown" size={14} strokeWidth={2} className="mr-1 text-accent-text" />
          )}
        </Base.Item>
      ))}
    </>
  );
}

function TakePicture({ take, node }: { take: Take; node: CanvasNode }) {
  if (take.purged) return <FileX2 size={14} strokeWidth={1.5} />;
  if (take.asset && node.kind !== "audio") {
    return <img src={assetPreview(take.asset, "tiny")} alt="" className="size-full object-cover" />;
  }
  if (take.how === "typed") return <Pencil size={14} strokeWidth={1.5} />;
  if (take.how === "uploaded") return <Upload size={14} strokeWidth={1.5} />;
  return <KindIcon kind={node.kind} size={14} />;
}

function shownFrom({ id, asset, mime, width, height, seconds }: Take): Shown {
  return {
    take: id,
    ...(asset === null ? {} : { asset }),
    ...(mime === null ? {} : { mime }),
    ...(width && height ? { width, height } : {}),
    ...(seconds === null ? {} : { seconds }),
  };
}
