// A window over the page for one thing; Escape and a press outside close it.
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { classes } from "./classes";
import { IconButton } from "./IconButton";

const WIDTHS = {
  small: "w-[min(28rem,calc(100vw-2rem))]",
  middle: "w-[min(40rem,calc(100vw-2rem))]",
  large: "w-[min(64rem,calc(100vw-2rem))]",
};

interface Props {
  title: string;
  open: boolean;
  onClose: () => void;
  size?: keyof typeof WIDTHS;
  children: ReactNode;
}

export function Dialog({ title, open, onClose, size = "small", children }: Props) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity duration-(--calm) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        {/* On what can be scrolled: a focused button would show its tooltip, which takes the first Escape. */}
        <Base.Popup
          initialFocus={content}
          className={classes(
            "popup -translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-3rem)] flex-col overflow-hidden rounded-card bg-sheet shadow-float outline-none",
            WIDTHS[size],
          )}
        >
          <header className="flex h-12 shrink-0 items-center gap-3 pr-2 pl-4">
            <Base.Title className="min-w-0 flex-1 truncate font-medium text-ink text-ui">{title}</Base.Title>
            <IconButton name="Close" side="bottom" onClick={onClose}>
              <X size={16} strokeWidth={1.5} />
            </IconButton>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled by key has to have the focus */}
          <div ref={content} tabIndex={0} className="-outline-offset-2 min-h-0 overflow-y-auto">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
