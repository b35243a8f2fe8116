// The two corners over a canvas: what it is called and whether it is saved; what can be spent.
import type { ReactNode } from "react";
import { useOpening } from "../document/context";
import { classes } from "../ui/classes";
import { CanvasActions } from "./CanvasActions";
import { CanvasName } from "./CanvasName";
import { HeaderLinks } from "./HeaderLinks";
import { HomeLink } from "./HomeLink";
import { PeopleHere } from "./PeopleHere";
import { RefusedChanges } from "./RefusedChanges";
import { SavedState } from "./SavedState";

export function CanvasHeader() {
  const { id, title } = useOpening();
  return (
    <header className="contents">
      <Corner className="left-3 max-w-[calc(100vw-12.5rem)] flex-wrap sm:max-w-[calc(100vw-14.5rem)] py-1">
        <HomeLink />
        <CanvasName canvas={id} title={title} />
        <CanvasActions canvas={id} />
        <SavedState />
        <RefusedChanges />
      </Corner>
      <Corner className="right-3">
        <span className="flex max-sm:hidden">
          <PeopleHere />
        </span>
        <HeaderLinks slim />
      </Corner>
      <div className="fixed top-15 right-3 z-20 rounded-[14px] bg-sheet py-0.5 shadow-float empty:hidden sm:hidden">
        <PeopleHere />
      </div>
    </header>
  );
}

function Corner({ className, children }: { className: string; children: ReactNode }) {
  return (
    <div
      className={classes(
        "fixed top-3 z-20 flex min-h-10 select-none items-center rounded-[10px] bg-sheet px-1 shadow-float",
        className,
      )}
    >
      {children}
    </div>
  );
}
