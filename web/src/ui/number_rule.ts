// Which numbers a field takes, said in words.

export interface NumberRule {
  minimum?: number | undefined;
  maximum?: number | undefined;
  /** Whole numbers only. */
  whole?: boolean | undefined;
  step?: number | undefined;
  /** No number is fine too: the model then chooses. */
  optional?: boolean | undefined;
}

function bounds({ minimum, maximum }: NumberRule): string {
  if (minimum !== undefined && maximum !== undefined) return `from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `of ${minimum} or more`;
  return `of ${maximum} or less`;
}

/** Why these words are not a number that fits, or null. */
export function numberProblem(words: string, rule: NumberRule): string | null {
  const value = Number(words);
  if (words.trim() === "" && rule.optional) return null;
  if (words.trim() === "" || !Number.isFinite(value)) return "Write a number.";
  if (rule.whole && !Number.isInteger(value)) return "Write a whole number.";
  const outside = value < (rule.minimum ?? -Infinity) || value > (rule.maximum ?? Infinity);
  return outside ? `Write a number ${bounds(rule)}.` : null;
}

/** How far one step leads. */
export function stepOf(rule: NumberRule): number {
  return rule.step ?? (rule.whole ? 1 : 0.1);
}

/** How many steps lie between the bounds. */
export function steps(rule: NumberRule): number {
  return ((rule.maximum ?? Infinity) - (rule.minimum ?? -Infinity)) / stepOf(rule);
}

/** One step up or down, never past a bound. */
export function stepped(value: number, direction: 1 | -1, rule: NumberRule): number {
  const next = Number((value + direction * stepOf(rule)).toFixed(6));
  return Math.min(rule.maximum ?? Infinity, Math.max(rule.minimum ?? -Infinity, next));
}

/** "4 to 10", where both ends are known. */
export function rangeWords({ minimum, maximum }: NumberRule): string | null {
  if (minimum === undefined || maximum === undefined) return null;
  return `${minimum.toLocaleString("en")} to ${maximum.toLocaleString("en")}`;
}
