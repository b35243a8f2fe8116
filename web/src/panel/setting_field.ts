// Which control a declared setting gets: read from the model's JSON Schema, nothing else.
import type { Json, Panel, SettingSchema } from "../api/types";
import type { NumberRule } from "../ui/number_rule";

export type SettingField = { key: string; label: string; description: string | null } & (
  | { control: "choice"; choices: { value: Json; label: string }[] }
  | { control: "number"; rule: NumberRule; unit: string | undefined }
  | { control: "switch" }
  | { control: "words"; maxLength: number | undefined }
);

/** "push in" → "Push in", as every label begins. */
function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "aspect_ratio" → "Aspect ratio": only for a setting whose model gave it no title. */
function titled(key: string): string {
  return capitalised(key.replace(/[_-]+/g, " ").trim());
}

function control(schema: SettingSchema) {
  if (schema.enum) {
    return {
      control: "choice" as const,
      choices: schema.enum.map((value) => ({ value, label: capitalised(String(value)) })),
    };
  }
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum, maximum, multipleOf: step } = schema;
    const rule = { minimum, maximum, step, whole: schema.type === "integer" };
    return { control: "number" as const, rule, unit: schema.unit };
  }
  if (schema.type === "boolean") return { control: "switch" as const };
  return { control: "words" as const, maxLength: schema.maxLength };
}

/** The fields in the order in which the model declares them. */
export function settingFields(schema: Panel["settings_schema"]): SettingField[] {
  const declared = (schema.properties ?? {}) as Record<string, SettingSchema>;
  return Object.entries(declared).map(([key, one]) => ({
    key,
    label: one.title ?? titled(key),
    description: one.description ?? null,
    ...control(one),
  }));
}
