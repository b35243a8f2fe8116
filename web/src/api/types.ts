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
  price: string | null;
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
  /** The node's own model stays named here after it is gone; null: there is none to start with. */
  model: string | null;
  settings: Record<string, Json>;
}

export interface Panel {
  request: PanelRequest;
  /** Of the request; null while there is nothing that could be sent. */
  hash: string | null;
  price: string | null;
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
  /** Milliseconds since 1970; so are the others. */
  created: number;
  started: number | null;
  ended: number | null;
  price: string;
  error: Reason | null;
  /** It was asked to stop. */
  cancelling: boolean;
  take: string | null;
  asset: string | null;
  /** Its node shows it; false: the node was gone, null: not known yet. */
  placed: boolean | null;
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
  /** Milliseconds since 1970. */
  at: number;
  kind: "granted" | "held" | "captured" | "released";
  amount: string;
  what: string;
  generation: string | null;
  reason: "succeeded" | "failed" | "cancelled" | "unknown" | "swept" | null;
  /** What could be spent after this move. */
  balance: string;
}

export type LiveMessage =
  | { type: "hello"; account: Account; balance: string; held: string; active: Generation[] }
  | { type: "generation"; generation: Generation }
  | { type: "generation_text"; id: string; canvas: string; node: string; text: string }
  | { type: "credits"; balance: string; held: string }
  | { type: "asset"; asset: Asset; message: string | null };
