// A number that is typed, stepped or slid. A wrong one stays as typed, says why, and is not taken.
import { Minus, Plus } from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { classes } from "./classes";
import { type NumberRule, numberProblem, rangeWords, stepOf, stepped } from "./number_rule";

interface Props {
  label: string;
  /** The label stands in the field too, before the number. */
  inside?: boolean;
  /** Null while nobody set it. */
  value: number | null;
  rule: NumberRule;
  unit?: string | undefined;
  /** Buttons for less and more, and the range in words. */
  stepper?: boolean;
  /** A slider between the bounds. */
  slider?: boolean;
  /** What stands there while there is no number. */
  empty?: string;
  /** Why the number as it was taken does not fit any more. */
  wrong?: string | undefined;
  /** After the number: what else can be done with it. */
  children?: ReactNode;
  onChange: (value: number | null) => void;
  /** Why what is typed now is not taken, or null; whoever asks for it shows it. */
  onProblem?: (problem: string | null) => void;
}

export function NumberField(props: Props) {
  const {
    label,
    inside = false,
    value,
    rule,
    unit,
    stepper = false,
    slider = false,
    wrong,
    onChange,
    onProblem,
  } = props;
  const [typed, setTyped] = useState(String(value ?? ""));
  const [left, setLeft] = useState(false);
  const reason = useId();
  const problem = numberProblem(typed, rule);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value, from wherever, takes the typed one's place
  useEffect(() => {
    setTyped(String(value ?? ""));
    onProblem?.(null);
  }, [value]);

  function take(words: string): void {
    const found = numberProblem(words, rule);
    setTyped(words);
    setLeft(false);
    onProblem?.(found);
    const next = words.trim() === "" ? null : Number(words);
    if (!found && next !== value) onChange(next);
  }

  function step(direction: 1 | -1): void {
    take(String(stepped(value ?? rule.minimum ?? 0, direction, rule)));
  }

  return (
    <div>
      {/* The field reaches as far as its background: a press beside the number is meant for it. */}
      <label className={classes("pill cursor-text", ((problem && left) || wrong) && "amiss")}>
        {inside && <span className="pill-label">{label}</span>}
        {stepper && <Step label={`Less ${label}`} icon={<Minus {...STROKE} />} onPress={() => step(-1)} />}
        <input
          role="spinbutton"
          aria-label={label}
          aria-valuenow={value ?? undefined}
          aria-valuemin={rule.minimum}
          aria-valuemax={rule.maximum}
          aria-invalid={problem !== null || wrong !== undefined}
          aria-describedby={problem ? reason : undefined}
          inputMode="decimal"
          value={typed}
          placeholder={rule.optional ? (props.empty ?? "auto") : undefined}
          className="tabular field-sizing-content min-w-[1ch] bg-transparent text-ink outline-none placeholder:text-ink-faint"
          onChange={(event) => take(event.target.value)}
          onBlur={() => setLeft(true)}
          onKeyDown={(event) => {
            if (event.key === "Enter") setLeft(true);
            if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
            event.preventDefault();
            step(event.key === "ArrowUp" ? 1 : -1);
          }}
        />
        {unit && <span className="text-ink-faint">{unit}</span>}
        {stepper && <Step label={`More ${label}`} icon={<Plus {...STROKE} />} onPress={() => step(1)} />}
        {slider && <Slider {...{ label, value, rule }} onSlide={(next) => take(String(next))} />}
        {stepper && !slider && rangeWords(rule) && (
          <span className="tabular text-ink-faint text-tiny">{rangeWords(rule)}</span>
        )}
        {props.children}
      </label>
      {problem && left && (
        <p id={reason} role="alert" className="sr-only">
          {problem}
        </p>
      )}
    </div>
  );
}

const STROKE = { size: 12, strokeWidth: 1.75, "aria-hidden": true } as const;

/** The arrow keys do the same in the field itself, so that it is no further stop of the Tab key. */
function Step({ label, icon, onPress }: { label: string; icon: ReactNode; onPress: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      onClick={(event) => {
        event.preventDefault();
        onPress();
      }}
      className="-mx-0.5 grid size-5 place-items-center rounded-[5px] text-ink-faint transition-colors hover:bg-press hover:text-ink"
    >
      {icon}
    </button>
  );
}

interface SliderProps {
  label: string;
  value: number | null;
  rule: NumberRule;
  onSlide: (value: number) => void;
}

function Slider({ label, value, rule, onSlide }: SliderProps) {
  return (
    <span className="tabular flex items-center gap-1.5 pl-1 text-ink-faint text-tiny">
      {rule.minimum}
      <input
        type="range"
        tabIndex={-1}
        aria-label={`${label}, ${rangeWords(rule)}`}
        min={rule.minimum}
        max={rule.maximum}
        step={stepOf(rule)}
        value={value ?? rule.minimum}
        onChange={({ target }) => onSlide(Number(target.value))}
        className="slide w-16"
      />
      {rule.maximum}
    </span>
  );
}
