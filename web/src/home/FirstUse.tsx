// Home without a canvas: one kind card that says what a canvas is and how to begin.
import { ImportButton } from "../exchange/ImportButton";
import { CanvasPicture } from "./CanvasPicture";
import { NewButton } from "./HomePage";

/** What a first piece may look like: words become a picture, the picture a shot, and a voice joins it. */
const PIECE = {
  nodes: [
    { kind: "text" as const, x: 0, y: 120, lines: [92, 100, 64] },
    { kind: "image" as const, x: 440, y: 0 },
    { kind: "audio" as const, x: 440, y: 290 },
    { kind: "video" as const, x: 880, y: 100 },
  ],
  connections: [
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 3],
  ] as [number, number][],
};

export function FirstUse() {
  return (
    <section className="mx-auto mt-[8vh] max-w-xl overflow-hidden rounded-card bg-card shadow-float">
      <div className="border-line border-b bg-field">
        <CanvasPicture sketch={PIECE} />
      </div>
      <div className="p-6 sm:p-8">
        <h1 className="font-semibold text-ink text-title">Begin your first canvas</h1>
        <p className="pt-2 text-ink-soft text-prose">
          Place a piece, connect the next to it, and content flows on: words become a picture, the picture a shot, and a
          voice joins it. Everything is saved as you work.
        </p>
        <div className="flex flex-wrap items-center gap-2 pt-5">
          <NewButton />
          <ImportButton />
          <a
            href="/help/quickstart"
            className="rounded-control px-2.5 py-1.5 font-medium text-accent-text text-ui hover:underline"
          >
            Quickstart
          </a>
        </div>
      </div>
    </section>
  );
}
