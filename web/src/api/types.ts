// What the server says and hears, in the words of the product.
export type Kind = "text" | "image" | "video" | "audio";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Account {
  id: string;
  name: string;
}

export interface CanvasSummary {
  id: string;
  title: string;
  created: number;
  updated: number;
}

export interface Place {
  x: number;
  y: number;
  zoom: number;
}

export interface Opening {
  id: string;
  title: string;
  epoch: string;
  place: Place | null;
}

/** The published table of which kind may feed which, drawn and refused from by the canvas. */
export interface ConnectionTable {
  kinds: Kind[];
  pairs: { from: Kind; to: Kind; allowed: boolean; use: string; reason: string | null }[];
  reasons: Record<string, string>;
}

export interface Reason {
  code: string;
  message: string;
}

export interface PanelModel {
  id: string;
  name: string;
  provider: string;
  fits: boolean;
  why: string | null;
  price: string;
  neural: boolean;
  description: string;
}

export interface PanelMode {
  id: string;
  name: string;
  fits: boolean;
  why: string | null;
}

export interface PanelReference {
  node: string;
  number: number;
  label: string;
  title: string;
  kind: Kind;
  use: string;
  asset: string | null;
  ready: boolean;
}

export interface PanelText {
  node: string;
  title: string;
  text: string;
  placed: boolean;
  aside: boolean;
}

export interface SettingSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: Json;
  enum?: Json[];
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  maxLength?: number;
  unit?: string;
}

export interface SettingsSchema {
  type?: string;
  properties?: Record<string, SettingSchema>;
}

export interface PanelRequest {
  prompt: string;
  references: { node: string; kind: Kind; use: string }[];
  mode: string;
  model: string;
  settings: Record<string, Json>;
}

export interface Panel {
  request: PanelRequest;
  hash: string;
  price: string;
  can_generate: boolean;
  reason: Reason | null;
  models: PanelModel[];
  modes: PanelMode[];
  mode_follows: boolean;
  references: PanelReference[];
  texts: PanelText[];
  prompt_limit: number | null;
  prompt_length: number;
  settings_schema: SettingsSchema;
  settings: Record<string, Json>;
}

export type GenerationState = "queued" | "running" | "succeeded" | "failed" | "cancelled" | "unknown";

export interface Generation {
  id: string;
  canvas: string;
  node: string;
  kind: Kind;
  state: GenerationState;
  /** 0 to 1, or null where the model does not say. */
  progress: number | null;
  queue_position: number | null;
  /** What has been streamed so far (text only). */
  text: string | null;
  started: number | null;
  ended: number | null;
  price: string;
  error: Reason | null;
  take: string | null;
  asset: string | null;
  /** Shown in its node; false: the node was gone. */
  placed: boolean;
  model: string;
  mode: string;
  prompt: string;
}

export interface Take {
  id: string;
  how: "generated" | "uploaded" | "typed";
  created: number;
  asset: string | null;
  text: string | null;
  mime: string | null;
  width: number | null;
  height: number | null;
  seconds: number | null;
  generation: string | null;
  model: string | null;
}

export type Origin =
  | { how: "uploaded" }
  | {
      how: "generated";
      generation: string;
      canvas: string;
      node: string;
      model: string;
      prompt: string;
      neural: boolean;
      credits: string;
    };

export interface Asset {
  id: string;
  sha: string;
  kind: Kind;
  mime: string;
  size: number;
  name: string;
  width: number | null;
  height: number | null;
  seconds: number | null;
  origin: Origin;
  created: number;
}

export interface Balance {
  balance: string;
  held: string;
}

export interface LedgerEntry {
  id: string;
  kind: string;
  amount: string;
  what: string;
  created: number;
  generation: string | null;
  balance: string;
}

export type LiveMessage =
  | { type: "hello"; account: Account; balance: string; held: string; active: Generation[] }
  | { type: "generation"; generation: Generation }
  | { type: "generation_text"; id: string; canvas: string; node: string; text: string }
  | { type: "credits"; balance: string; held: string }
  | { type: "asset"; asset: Asset; message: string | null };
