// What is known about an asset: the file, and where it came from.
import type { ReactNode } from "react";
import type { Asset } from "../api/types";
import { bytes, duration, exactMoment } from "../ui/time";
import { madeBy } from "./asset_words";

export function AssetFacts({ asset }: { asset: Asset }) {
  const { origin } = asset;
  return (
    <dl className="flex flex-col gap-3">
      {origin.how === "generated" && (
        <Fact name="Prompt">
          <span className="block max-h-48 overflow-y-auto whitespace-pre-wrap">{origin.prompt || "None"}</span>
        </Fact>
      )}
      {origin.how === "generated" && <Fact name="Model">{origin.model}</Fact>}
      <Fact name="Origin">{madeBy(origin)}</Fact>
      {origin.how === "generated" && (
        <Fact name="Cost">{`${origin.credits} ${origin.credits === "1" ? "credit" : "credits"}`}</Fact>
      )}
      {asset.width !== null && <Fact name="Size">{`${asset.width} × ${asset.height}`}</Fact>}
      {asset.seconds !== null && <Fact name="Length">{duration(asset.seconds)}</Fact>}
      <Fact name="File">{`${asset.name}, ${bytes(asset.size)}`}</Fact>
      <Fact name="Arrived">{exactMoment(asset.created)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-label">{name}</dt>
      <dd className="tabular break-words text-ink text-ui">{children}</dd>
    </div>
  );
}
