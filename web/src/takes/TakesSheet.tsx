// The takes of the one selected node, in the place of its panel: the strip, and the request behind the take one looks at.
import { X } from "lucide-react";
import { useState } from "react";
import { useNode } from "../document/context";
import type { CanvasNode } from "../document/schema";
import { Button } from "../ui/Button";
import { IconButton } from "../ui/IconButton";
import { closeTakes } from "./open_takes";
import type { Seen } from "./strip";
import { TakesWalk } from "./TakesWalk";
import { useTakes } from "./use_takes";

export function TakesSheet({ nodeId }: { nodeId: string }) {
  const node = useNode(nodeId);
  return (
    <section aria-label="Takes" className="w-[min(35rem,calc(100vw-1.5rem))] cursor-auto text-left text-ink text-ui">
      {node && <TakesOf node={node} />}
    </section>
  );
}

function TakesOf({ node }: { node: CanvasNode }) {
  const [seen, setSeen] = useState<Seen | null>(null);
  const { strip, error, again } = useTakes(node, seen);
  return (
    <>
      <div className="flex h-10 items-center justify-between pr-2 pl-3.5">
        <h2 className="font-medium text-ui">
          Takes {strip && <span className="tabular text-ink-faint">· {strip.length}</span>}
        </h2>
        <IconButton name="Close takes" keys="Esc" small onClick={closeTakes}>
          <X size={14} strokeWidth={1.5} />
        </IconButton>
      </div>
      {error && <NotRead words={error.message} onAgain={again} />}
      {strip ? <TakesWalk {...{ node, strip }} onSeen={setSeen} /> : error === null && <Skeleton />}
    </>
  );
}

function NotRead({ words, onAgain }: { words: string; onAgain: () => void }) {
  return (
    <div role="alert" className="flex items-center justify-between gap-3 px-3.5 pb-3 text-ink-soft">
      {words}
      <Button small onClick={onAgain}>
        Try again
      </Button>
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-hidden="true" className="h-74 px-3 py-1.5">
      <div className="h-14 w-20 animate-pulse rounded-[6px] bg-skeleton" />
    </div>
  );
}
