// The preview of a picture or a video: all of it, a skeleton before it comes, and words where it does not.
import { type ReactNode, useEffect, useState } from "react";
import { assetPreview } from "../api/client";
import type { Shown } from "../document/schema";
import { classes } from "../ui/classes";
import { fileMissing } from "./gone_files";
import { NotLoaded } from "./NotLoaded";
import { fitOf } from "./picture_fit";

interface Props {
  asset: string;
  title: string;
  shown: Shown;
  /** What lies over it. */
  children?: ReactNode;
}

export function Picture({ asset, title, shown, children }: Props) {
  const [state, setState] = useState<"coming" | "there" | "missing">("coming");
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture is on its way
  useEffect(() => setState("coming"), [asset]);
  const again = () => {
    setState("coming");
    setTries((count) => count + 1);
  };
  if (state === "missing") return <NotLoaded onAgain={again} />;
  return (
    <>
      <img
        key={`${asset} ${tries}`}
        src={assetPreview(asset, "card")}
        alt={title}
        draggable={false}
        decoding="async"
        onLoad={() => setState("there")}
        onError={() => {
          fileMissing(asset);
          setState("missing");
        }}
        className={classes("size-full", fitOf(shown), state === "coming" && "bg-skeleton text-transparent")}
      />
      {children}
    </>
  );
}
