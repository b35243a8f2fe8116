// A few words about what is under the pointer or has the focus.
import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, type ReactNode, useState } from "react";

type Side = "top" | "bottom" | "left" | "right";

interface Props {
  text: ReactNode;
  side?: Side;
  children: ReactElement;
}

export function Tooltip({ text, side = "top", children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <TooltipWords text={text} side={side} />
    </Base.Root>
  );
}

/** One that a tap opens too, for words that nothing else says. */
export function TappedTooltip({ text, side = "top", children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger closeOnClick={false} onClick={() => setOpen(true)} render={children} />
      <TooltipWords text={text} side={side} />
    </Base.Root>
  );
}

function TooltipWords({ text, side }: { text: ReactNode; side: Side }) {
  return (
    <Base.Portal>
      <Base.Positioner side={side} sideOffset={6} className="z-50">
        <Base.Popup className="popup max-w-64 rounded-[6px] bg-ink px-2 py-1 text-label text-ground shadow-float">
          {text}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
