// A workflow on its way to becoming a model: each of its inputs with what it shall be.
import type {
  KeptWorkflow,
  Kind,
  WorkflowAnalysis,
  WorkflowBinding,
  WorkflowInput,
  WorkflowWish,
} from "../../api/types";

export type Role = WorkflowBinding["role"] | "fixed";
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  fixed: "As it is",
  prompt: "Prompt",
  reference: "Reference",
  setting: "Setting",
};

/** One input. What does not concern its role is kept all the same, for whoever changes their mind. */
export interface Row {
  input: WorkflowInput;
  role: Role;
  title: string;
  minimum: number | null;
  maximum: number | null;
  /** What a number is until somebody sets it. */
  start: number | null;
  random: boolean;
  required: boolean;
  choices: WorkflowBinding["choices"];
}

export interface Draft {
  title: string;
  description: string;
  kind: Kind;
  output: string | null;
  credits: string;
  rows: Row[];
}

export type Graph = WorkflowWish["workflow"];

export const keyOf = ({ node, input }: Pick<WorkflowInput, "node" | "input">) => `${node}/${input}`;
export const isNumber = ({ type }: WorkflowInput) => type === "integer" || type === "number";
const isFile = ({ type }: WorkflowInput) => type === "image" || type === "video" || type === "audio";

/** What an input can be. */
export function rolesOf(input: WorkflowInput): Role[] {
  if (isFile(input)) return ["fixed", "reference"];
  return input.type === "text" ? ["fixed", "prompt", "setting"] : ["fixed", "setting"];
}

/** As the server suggests it. */
export function newDraft(analysis: WorkflowAnalysis, title: string): Draft {
  const rows = analysis.inputs.map(suggested);
  return { title, description: "", kind: analysis.kind ?? "image", output: null, credits: "0", rows };
}

function suggested(input: WorkflowInput): Row {
  const { suggestion } = input;
  return {
    input,
    role: suggestion?.role ?? "fixed",
    title: suggestion?.title ?? words(input.input),
    minimum: suggestion?.minimum ?? input.minimum ?? null,
    maximum: suggestion?.maximum ?? input.maximum ?? null,
    start: typeof input.value === "number" ? input.value : null,
    random: suggestion?.random ?? false,
    required: true,
    choices: null,
  };
}

/** As it was kept. */
export function keptDraft({ wish, analysis }: KeptWorkflow): Draft {
  const bindings = new Map(wish.bindings.map((each) => [keyOf(each), each]));
  const rows = analysis.inputs.map((input) => kept(suggested(input), bindings.get(keyOf(input))));
  const { title, description, kind, output, credits } = wish;
  return { title, description, kind, output: output ?? null, credits, rows };
}

function kept(row: Row, binding: WorkflowBinding | undefined): Row {
  if (!binding) return { ...row, role: "fixed" };
  const { role, minimum, maximum, random, required } = binding;
  return {
    ...row,
    role,
    random,
    required,
    title: binding.title || row.title,
    minimum: minimum ?? row.minimum,
    maximum: maximum ?? row.maximum,
    start: typeof binding.default === "number" ? binding.default : row.start,
    choices: binding.choices ?? null,
  };
}

/** What is sent: only inputs that become something, references in the order of the list. */
export function wishOf(draft: Draft, workflow: Graph): WorkflowWish {
  const { rows, title, ...rest } = draft;
  const bindings = rows.flatMap((row) => (row.role === "fixed" ? [] : [bindingOf(row, row.role)]));
  return { ...rest, title: title.trim(), credits: draft.credits.trim() || "0", workflow, bindings };
}

function bindingOf(row: Row, role: WorkflowBinding["role"]): WorkflowBinding {
  const { node, input } = row.input;
  const bare = { node, input, role, title: row.title.trim(), random: false, required: row.required };
  if (role !== "setting") return bare;
  if (!isNumber(row.input)) return { ...bare, choices: row.choices ?? null };
  const { minimum, maximum, random, start } = row;
  return { ...bare, minimum, maximum, random, default: random ? null : start };
}

/** Why it cannot be saved yet, or null. */
export function problemOf({ title, rows }: Draft): string | null {
  if (!title.trim()) return "Give it a name.";
  const unnamed = rows.find((row) => row.role === "setting" && !row.title.trim());
  if (unnamed) return `Give the setting for ${unnamed.input.input} a name.`;
  const wrong = rows.find((row) => row.role === "setting" && isNumber(row.input) && !fits(row));
  return wrong ? `${wrong.title}: the first value must lie between the least and the most.` : null;
}

function fits({ minimum, maximum, start, random }: Row): boolean {
  const [least, most] = [minimum ?? -Infinity, maximum ?? Infinity];
  return least <= most && (random || start === null || (least <= start && start <= most));
}

/** The name in the model's id: from its title, and not one that is taken. */
export function modelName(title: string, taken: readonly string[]): string {
  const plain =
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 50) || "workflow";
  let name = plain;
  for (let number = 2; taken.includes(name); number++) name = `${plain}-${number}`;
  return name;
}

export interface Group {
  node: string;
  title: string;
  rows: Row[];
}

/** The rows by node, in the order of the workflow. */
export function byNode(rows: readonly Row[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const { node, node_title: title } = row.input;
    const group = groups.get(node) ?? { node, title, rows: [] };
    group.rows.push(row);
    groups.set(node, group);
  }
  return [...groups.values()];
}

/** "sampler_name" → "Sampler name". */
function words(name: string): string {
  const plain = name.replace(/[_-]+/g, " ").trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
