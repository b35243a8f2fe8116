// A field under its label, with what it is for, and what is wrong with it.
import { type ReactNode, useId } from "react";
import { classes } from "../ui/classes";

interface Wiring {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
  className: string;
}

interface Props {
  label: string;
  hint?: ReactNode;
  problem: string | null;
  children: (wiring: Wiring) => ReactNode;
}

export function FormField({ label, hint, problem, children }: Props) {
  const id = useId();
  const told = `${id}told`;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-ink-soft text-label">
        {label}
      </label>
      {children({
        id,
        "aria-invalid": problem !== null,
        "aria-describedby": problem || hint ? told : undefined,
        className: classes(
          "h-8 w-full min-w-0 rounded-control bg-field px-2.5 text-ink text-ui outline-none placeholder:text-ink-faint",
          "focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0",
          problem ? "shadow-[inset_0_0_0_1px_var(--fail)]" : "hairline",
        ),
      })}
      <p id={told} className={classes("text-label empty:hidden", problem ? "text-fail" : "text-ink-faint")}>
        {problem ? <span role="alert">{problem}</span> : hint}
      </p>
    </div>
  );
}
