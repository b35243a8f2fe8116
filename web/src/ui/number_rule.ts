// Which numbers a field takes, said in words.

export interface NumberRule {
  minimum?: number | undefined;
  maximum?: number | undefined;
  /** Whole numbers only. */
  whole?: boolean | undefined;
  step?: number | undefined;
}

function bounds({ minimum, maximum }: NumberRule): string {
  if (minimum !== undefined && maximum !== undefined) return `from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `of ${minimum} or more`;
  return `of ${maximum} or less`;
}

/** Why these words are not a number that fits, or null. */
export function numberProblem(words: string, rule: NumberRule): string | null {
  const value = Number(words);
  if (words.trim() === "" || !Number.isFinite(value)) return "Write a number.";
  if (rule.whole && !Number.isInteger(value)) return "Write a whole number.";
  const outside = value < (rule.minimum ?? -Infinity) || value > (rule.maximum ?? Infinity);
  return outside ? `Write a number ${bounds(rule)}.` : null;
}

/** One step up or down, never past a bound. */
export function stepped(value: number, direction: 1 | -1, rule: NumberRule): number {
  const step = rule.step ?? (rule.whole ? 1 : 0.1);
  const next = Number((value + direction * step).toFixed(6));
  return Math.min(rule.maximum ?? Infinity, Math.max(rule.minimum ?? -Infinity, next));
}
