// A button with words: primary for the one thing to do here, plain for the rest, quiet where it should step back.
import type { ComponentProps } from "react";
import { classes } from "./classes";

type Look = "primary" | "plain" | "quiet" | "danger";

export interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
  small?: boolean;
}

const LOOKS: Record<Look, string> = {
  primary:
    "bg-accent text-accent-ink hover:bg-accent-hover aria-disabled:not-aria-busy:bg-press aria-disabled:not-aria-busy:text-ink-faint",
  plain: "bg-card text-ink hairline hover:bg-hover aria-disabled:text-ink-faint",
  quiet: "text-ink-soft hover:bg-hover hover:text-ink aria-disabled:text-ink-faint",
  danger: "text-fail hover:bg-fail-wash",
};

export function Button({ look = "plain", small = false, className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classes(
        "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control font-medium",
        "transition-[background-color,color,scale] active:not-aria-disabled:scale-[0.98] disabled:opacity-50",
        small ? "h-7 px-2.5 text-label" : "h-8 px-3 text-ui",
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}
