// What came of a generation: the work itself, how far it is, or what went wrong.
import { useQuery } from "@tanstack/react-query";
import { CircleHelp, TriangleAlert } from "lucide-react";
import { getAsset } from "../api/client";
import type { Generation, Story } from "../api/types";
import { AssetView } from "../assets/AssetView";
import { useCancelling } from "../live/cancelling";
import { isActive } from "../live/store";
import { stateWords, timeWords } from "../node/running";
import { useNow } from "../node/use_now";

const SIGN = "mt-0.5 shrink-0";

export function StoryResult({ story }: { story: Story }) {
  const { generation } = story.chapter;
  if (isActive(generation)) return <UnderWay generation={generation} />;
  if (generation.asset) return <Seen id={generation.asset} />;
  const text = story.text ?? generation.text;
  if (text) return <Words text={text} />;
  if (generation.state === "succeeded") return null;
  return <WentWrong generation={generation} />;
}

function Seen({ id }: { id: string }) {
  const { data: asset, error } = useQuery({ queryKey: ["asset", id], queryFn: () => getAsset(id) });
  if (error) return <p className="p-6 text-center text-ink-soft text-ui">{error.message}</p>;
  return asset ? <AssetView asset={asset} /> : null;
}

function Words({ text }: { text: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys
      tabIndex={0}
      aria-label="The text"
      className="max-h-[70dvh] select-text self-stretch overflow-y-auto whitespace-pre-wrap break-words p-6 text-ink text-prose"
    >
      {text}
    </section>
  );
}

function UnderWay({ generation }: { generation: Generation }) {
  const now = useNow();
  const cancelling = useCancelling(generation);
  return (
    <div className="p-6 text-center">
      <p role="status" className="tabular font-medium text-ink text-prose">
        {stateWords(generation, cancelling)}
      </p>
      <p className="tabular min-h-5 text-ink-soft text-ui">{timeWords(generation, now)}</p>
      {generation.text && (
        <p className="mt-4 max-h-64 overflow-hidden whitespace-pre-wrap text-left text-ink-soft text-ui">
          {generation.text}
        </p>
      )}
    </div>
  );
}

function WentWrong({ generation: { state, error } }: { generation: Generation }) {
  return (
    <div className="mx-auto flex max-w-md gap-2.5 p-6">
      {state === "failed" && (
        <TriangleAlert aria-hidden="true" size={18} strokeWidth={1.5} className={`${SIGN} text-fail`} />
      )}
      {state === "unknown" && (
        <CircleHelp aria-hidden="true" size={18} strokeWidth={1.5} className={`${SIGN} text-warn`} />
      )}
      <p className="text-ink text-prose">{error?.message ?? "It ended without a result."}</p>
    </div>
  );
}
