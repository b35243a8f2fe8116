// What is known about the file itself.
import type { ReactNode } from "react";
import type { Asset } from "../api/types";
import { clock } from "../node/times";
import { bytes, exactMoment } from "../ui/time";
import { daysLeft } from "./asset_words";

export function AssetFacts({ asset }: { asset: Asset }) {
  return (
    <>
      {asset.width !== null && <Fact name="Size">{`${asset.width} × ${asset.height}`}</Fact>}
      {asset.seconds !== null && <Fact name="Length">{clock(asset.seconds)}</Fact>}
      <Fact name="File">{`${asset.name}, ${bytes(asset.size)}`}</Fact>
      <Fact name="Arrived">{exactMoment(asset.created)}</Fact>
      {asset.deleted && <Fact name="Deleted">{`${exactMoment(asset.deleted)}, ${daysLeft(asset.deleted)}`}</Fact>}
    </>
  );
}

/** One line of a description list. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-label">{name}</dt>
      <dd className="tabular break-words text-ink text-ui">{children}</dd>
    </div>
  );
}
