// A button that is only an icon: its name is its accessible name and its tooltip.
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  name: string;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string;
  side?: "top" | "bottom" | "left" | "right";
  small?: boolean;
  children: ReactNode;
}

export function IconButton({ name, keys, side = "top", small, className, children, ...rest }: IconButtonProps) {
  const words = keys ? (
    <>
      {name} <kbd className="ml-1 font-sans opacity-60">{keys}</kbd>
    </>
  ) : (
    name
  );
  return (
    <Tooltip text={words} side={side}>
      <button
        type="button"
        aria-label={name}
        className={classes(
          "inline-flex shrink-0 items-center justify-center rounded-control text-ink-soft transition-colors",
          "hover:bg-hover hover:text-ink aria-pressed:bg-press aria-pressed:text-ink disabled:opacity-40",
          small ? "size-6" : "size-8",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
