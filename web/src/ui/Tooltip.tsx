// A few words about what is under the pointer or has the focus.
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

type Side = "top" | "bottom" | "left" | "right";

export function Tooltip({ text, side = "top", children }: { text: ReactNode; side?: Side; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="popup max-w-64 rounded-[6px] bg-ink px-2 py-1 text-label text-ground shadow-float">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
