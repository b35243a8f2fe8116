// A few words behind their label, or some lines under it.
import { classes } from "./classes";

interface Props {
  label: string;
  value: string;
  maxLength?: number | undefined;
  /** Sentences: the field has the whole width, and grows. */
  long?: boolean;
  /** What stands there while there are no words. */
  empty?: string;
  /** Why the words do not fit as they stand. */
  wrong?: string | undefined;
  onChange: (value: string) => void;
}

export function WordsField({ label, value, maxLength, long = false, empty, wrong, onChange }: Props) {
  const field = {
    "aria-label": label,
    "aria-invalid": wrong !== undefined,
    value,
    maxLength,
    placeholder: empty,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  const look = "field-sizing-content bg-transparent text-ink outline-none placeholder:text-ink-faint";
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the field inside
    <label
      className={classes("pill cursor-text", long && "h-auto min-h-7 w-full items-start py-1.5", wrong && "amiss")}
    >
      <span className="pill-label">{label}</span>
      {long ? (
        <textarea {...field} rows={1} className={classes(look, "max-h-20 min-w-0 flex-1 resize-none")} />
      ) : (
        <input {...field} className={classes(look, "min-w-[4ch] max-w-60")} />
      )}
    </label>
  );
}
