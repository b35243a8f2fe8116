// The number that chance begins with: locked it is sent and stays; open none is sent, and each generation has its own.
import { Dices, Lock, LockOpen } from "lucide-react";
import { IconButton } from "../ui/IconButton";
import { NumberField } from "../ui/NumberField";
import type { NumberRule } from "../ui/number_rule";
import { drawn } from "./chance";

interface Props {
  label: string;
  value: number | null;
  rule: NumberRule;
  wrong?: string | undefined;
  onChange: (value: number | null) => void;
  onProblem: (problem: string | null) => void;
}

export function SeedField({ label, value, rule, wrong, onChange, onProblem }: Props) {
  const locked = value !== null;
  return (
    <NumberField inside {...{ label, value, rule, wrong, onChange, onProblem }} empty="new each time">
      <span className="-mr-1.5 flex">
        <IconButton small name={`New random ${label}`} onClick={() => onChange(drawn(rule))}>
          <Dices aria-hidden="true" size={14} strokeWidth={1.5} />
        </IconButton>
        {rule.optional && (
          <IconButton
            small
            name={locked ? `Unlock ${label}: a new one each time` : `Lock ${label}: keep one number`}
            aria-pressed={locked}
            onClick={() => onChange(locked ? null : drawn(rule))}
          >
            {locked ? (
              <Lock aria-hidden="true" size={14} strokeWidth={1.5} />
            ) : (
              <LockOpen aria-hidden="true" size={14} strokeWidth={1.5} />
            )}
          </IconButton>
        )}
      </span>
    </NumberField>
  );
}
