// The parts of an OpenAPI description that the reference draws, and what is read from them.
import type { Json } from "../api/types";

export interface Schema {
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  default?: Json;
  example?: Json;
  const?: Json;
  enum?: Json[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  format?: string;
  minimum?: number;
  maximum?: number;
}

export interface Content {
  schema?: Schema;
  example?: Json;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Operation {
  operationId: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description?: string; content?: Record<string, Content> }>;
}

export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Call extends Operation {
  method: string;
  path: string;
}

export interface Group {
  name: string;
  calls: readonly Call[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** Every call, by what it is about; in each group the shorter addresses first. */
export function groupsOf({ paths }: Description): readonly Group[] {
  const groups = new Map<string, Call[]>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const name = operation.tags?.at(-1) ?? "other";
      groups.set(name, [...(groups.get(name) ?? []), { ...operation, method, path }]);
    }
  }
  return [...groups]
    .map(([name, calls]) => ({ name, calls: calls.toSorted(byAddress) }))
    .toSorted((one, other) => rank(one.name) - rank(other.name));
}

/** As a script meets them; what is not known comes last. */
const ORDER = ["canvases", "generation", "assets", "models", "credits", "accounts"];

function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}

/** "Show session", of the name that the server made of a function's. */
export function titleOf({ summary = "" }: Operation): string {
  return summary.charAt(0) + summary.slice(1).toLowerCase();
}

function byAddress(one: Call, other: Call): number {
  const parts = (path: string) => path.split("/").length;
  return (
    parts(one.path) - parts(other.path) ||
    one.path.localeCompare(other.path) ||
    METHODS.indexOf(one.method) - METHODS.indexOf(other.method)
  );
}

/** What a successful call answers: its status and content. */
export function answerOf({ responses }: Operation): { status: string; type: string | null; content: Content | null } {
  const [status, response] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? ["", {}];
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [null, null];
  return { status, type, content };
}

/** An example of a value: the one that is given, else one made of defaults, first choices and empty values. */
export function exampleOf(content: Content, description: Description): Json {
  if (content.example !== undefined) return content.example;
  return content.schema ? sample(content.schema, description, []) : null;
}

function sample(schema: Schema, description: Description, within: readonly string[]): Json {
  if (schema.$ref) return sampleNamed(schema.$ref, description, within);
  for (const known of [schema.example, schema.const, schema.default, schema.enum?.[0]])
    if (known !== undefined) return known;
  const choice = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0];
  if (choice) return sample(choice, description, within);
  if (schema.properties) {
    const entries = Object.entries(schema.properties).map(([name, each]) => [name, sample(each, description, within)]);
    return Object.fromEntries(entries) as Json;
  }
  if (schema.prefixItems) return schema.prefixItems.map((each) => sample(each, description, within));
  if (schema.type === "array") return schema.items ? [sample(schema.items, description, within)] : [];
  return (
    PLAIN[schema.type ?? ""] ?? (schema.type === "integer" || schema.type === "number" ? (schema.minimum ?? 0) : {})
  );
}

function sampleNamed(ref: string, description: Description, within: readonly string[]): Json {
  const name = ref.split("/").at(-1) ?? "";
  const schema = description.components.schemas[name];
  return !schema || within.includes(name) ? {} : sample(schema, description, [...within, name]);
}

const PLAIN: Record<string, Json> = { string: "…", boolean: false, null: null };

/** What a parameter may be, in a few words. */
export function typeOf(schema: Schema | undefined, description: Description): string {
  if (!schema) return "";
  if (schema.$ref) return typeOf(description.components.schemas[schema.$ref.split("/").at(-1) ?? ""], description);
  const choices = schema.anyOf?.filter((each) => each.type !== "null");
  if (choices) return choices.map((each) => typeOf(each, description)).join(" or ");
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.type === "array") return `list of ${typeOf(schema.items, description)}`;
  return [schema.type ?? "", limitsOf(schema)].filter(Boolean).join(" ");
}

function limitsOf({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  return minimum !== undefined ? `at least ${minimum}` : maximum !== undefined ? `at most ${maximum}` : "";
}
