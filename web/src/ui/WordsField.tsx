// A few words behind their label.
interface Props {
  label: string;
  value: string;
  maxLength?: number | undefined;
  onChange: (value: string) => void;
}

export function WordsField({ label, value, maxLength, onChange }: Props) {
  return (
    <label className="pill cursor-text">
      <span className="text-ink-faint">{label}</span>
      <input
        aria-label={label}
        value={value}
        maxLength={maxLength}
        className="field-sizing-content min-w-[4ch] max-w-60 bg-transparent text-ink outline-none"
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
