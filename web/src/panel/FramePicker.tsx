// Which frame of a video becomes the picture: the first, the last, or one that is found by scrubbing.
import { useState } from "react";
import type { PanelReference } from "../api/types";
import type { FramePick } from "../document/schema";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { frameWords, momentOf, pickAt, pickOf } from "./reference_words";
import { VideoStill } from "./VideoStill";

/** Seconds between two frames of most videos: what an arrow key moves by. */
const STEP = 0.04;

interface Props {
  reference: PanelReference;
  onPick: (frame: FramePick) => void;
  onClose: () => void;
}

export function FramePicker({ reference: { asset, title, frame, seconds }, onPick, onClose }: Props) {
  const [pick, setPick] = useState<FramePick>(pickOf(frame));
  if (asset === null) return null;
  const length = seconds ?? 0;
  const words = frameWords(pick);
  return (
    <Dialog title={`Which frame of ${title}?`} open size="large" onClose={onClose}>
      <VideoStill
        asset={asset}
        frame={pick}
        seconds={length}
        label={`${words} of ${title}`}
        className="h-[min(32rem,calc(100dvh-14rem))] w-full bg-black object-contain"
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <div className="flex min-w-64 flex-1 items-center gap-2">
          <Button
            small
            look="quiet"
            aria-pressed={pick === "first"}
            onClick={() => setPick("first")}
            className={PICKED}
          >
            First
          </Button>
          <input
            type="range"
            aria-label="Moment in the video"
            aria-valuetext={words}
            min={0}
            max={length}
            step={STEP}
            value={momentOf(pick, length)}
            onChange={({ target }) => setPick(pickAt(Number(target.value), length - STEP / 2))}
            className="slide min-w-0 flex-1 rounded-full"
          />
          <Button small look="quiet" aria-pressed={pick === null} onClick={() => setPick(null)} className={PICKED}>
            Last
          </Button>
        </div>
        <span aria-live="polite" className="tabular flex-1 text-ink-soft text-label sm:w-28 sm:flex-none sm:text-right">
          {words}
        </span>
        <Button
          look="primary"
          onClick={() => {
            onPick(pick);
            onClose();
          }}
        >
          Use this frame
        </Button>
      </div>
    </Dialog>
  );
}

const PICKED = "aria-pressed:bg-press aria-pressed:text-ink";
