// On or off, at once.
import { Switch as Base } from "@base-ui/react/switch";

interface Props {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

export function Switch({ label, on, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the switch inside
    <label className="pill">
      <span className="text-ink-faint">{label}</span>
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
