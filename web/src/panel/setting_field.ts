// Which control a declared setting gets: read from its JSON Schema as it is now, nothing else.
import type { Json, Panel, SettingSchema } from "../api/types";
import { type NumberRule, steps } from "../ui/number_rule";
import { type Proportions, proportionsOf } from "./proportions";

export interface SettingChoice {
  value: Json;
  label: string;
  /** Of a picture, where the choice names its sides: "16:9", "1536x1024". */
  shape: Proportions | null;
}

interface About {
  key: string;
  label: string;
  description: string | null;
  /** Folded away until it is asked for. */
  advanced: boolean;
  /** What is sent while nobody sets it; undefined: nothing. */
  standard: Json | undefined;
}

export type SettingField = About &
  (
    | { control: "segments" | "list" | "voice"; choices: SettingChoice[] }
    | { control: "number"; rule: NumberRule; unit: string | undefined; slider: boolean }
    | { control: "seed"; rule: NumberRule }
    | { control: "switch" }
    | { control: "words"; maxLength: number | undefined; long: boolean; optional: boolean }
  );

/** The widest row of segments, in CSS pixels: with its label it fits beside nothing else in the panel. */
const WIDEST = 400;
/** The most steps that a slider has: beyond, a pixel is many of them. */
const SLIDING = 300;

/** The most characters that are written in one line. */
const ONE_LINE = 100;

/** "push in" → "Push in", as every label begins. */
function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function choiceLabel(value: Json, unit?: string): string {
  const words = String(value).replace(/^(\d+)x(\d+)$/, "$1 × $2");
  return capitalised(unit && typeof value === "number" ? `${words} ${unit}` : words);
}

/** What a row of segments takes, near enough. */
function width(choices: readonly SettingChoice[]): number {
  return choices.reduce((sum, { label, shape }) => sum + label.length * 7 + (shape ? 38 : 18), 0);
}

function choice(key: string, { enum: values = [], unit }: SettingSchema) {
  const choices = values.map((value) => ({ value, label: choiceLabel(value, unit), shape: proportionsOf(value) }));
  if (key === "voice") return { control: "voice" as const, choices };
  return { control: width(choices) <= WIDEST ? ("segments" as const) : ("list" as const), choices };
}

function number(key: string, schema: SettingSchema) {
  const { minimum, maximum, multipleOf: step, unit } = schema;
  const rule = { minimum, maximum, step, whole: schema.type === "integer", optional: schema.default === undefined };
  if ((key === "seed" || schema.random) && rule.whole) return { control: "seed" as const, rule };
  const slider = minimum !== undefined && maximum !== undefined && minimum < maximum && steps(rule) <= SLIDING;
  return { control: "number" as const, rule, unit, slider };
}

function control(key: string, schema: SettingSchema) {
  if (schema.enum) return choice(key, schema);
  if (schema.type === "integer" || schema.type === "number") return number(key, schema);
  if (schema.type === "boolean") return { control: "switch" as const };
  const { maxLength } = schema;
  const long = maxLength === undefined || maxLength > ONE_LINE;
  return { control: "words" as const, maxLength, long, optional: schema.default === undefined };
}

/** The fields in the order in which the model declares them. */
export function settingFields(schema: Panel["settings_schema"]): SettingField[] {
  const declared = (schema.properties ?? {}) as Record<string, SettingSchema>;
  return Object.entries(declared).map(([key, one]) => ({
    key,
    label: one.title ?? key,
    description: one.description ?? null,
    advanced: one.advanced === true,
    standard: one.default,
    ...control(key, one),
  }));
}

/** Whether somebody set it to something else than what is sent anyway. */
export function isChanged({ key, standard }: SettingField, own: Readonly<Record<string, Json>>): boolean {
  return own[key] !== undefined && own[key] !== standard;
}
