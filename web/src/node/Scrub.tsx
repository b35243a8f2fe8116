// The bar under a video: how far it is; press, drag or use the keys to go elsewhere.
import { PointedTime } from "./PointedTime";
import { type Scrubbing, useScrub } from "./use_scrub";

export function Scrub(scrubbing: Scrubbing) {
  const { slider, pointed } = useScrub(scrubbing);
  const { at, length } = scrubbing;
  const done = length > 0 ? `${Math.min(100, (at / length) * 100)}%` : "0%";
  return (
    <div {...slider} className="nodrag nopan group/scrub relative flex h-6 min-w-8 flex-1 touch-none items-center">
      <span className="h-1 w-full overflow-hidden rounded-full bg-current/30">
        <span className="block h-full bg-current" style={{ width: done }} />
      </span>
      <span
        className="-translate-x-1/2 absolute size-3 rounded-full bg-current opacity-0 transition-opacity group-hover/scrub:opacity-100 group-focus-visible/scrub:opacity-100"
        style={{ left: done }}
      />
      {pointed !== null && <PointedTime part={pointed} length={length} className="bottom-full" />}
    </div>
  );
}
