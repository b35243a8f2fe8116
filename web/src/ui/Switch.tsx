// On or off, at once.
import { Switch as Base } from "@base-ui/react/switch";
import { classes } from "./classes";

interface Props {
  label: string;
  on: boolean;
  /** Why it does not fit as it stands. */
  wrong?: string | undefined;
  onChange: (on: boolean) => void;
}

export function Switch({ label, on, wrong, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the switch inside
    <label className={classes("pill", wrong && "amiss")}>
      <span className="pill-label">{label}</span>
      <Base.Root
        checked={on}
        onCheckedChange={onChange}
        className="flex h-4 w-7 rounded-full bg-press p-0.5 transition-colors data-checked:bg-accent"
      >
        <Base.Thumb className="size-3 rounded-full bg-ink-soft transition-[translate,background-color] data-checked:translate-x-3 data-checked:bg-accent-ink" />
      </Base.Root>
    </label>
  );
}
