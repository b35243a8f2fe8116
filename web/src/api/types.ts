// The words of the server's own description, under the names that the front end uses.
import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type Kind = Schemas["Kind"];
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Account = Schemas["AccountShown"];
export type CanvasSummary = Schemas["CanvasSummary"];
export type Sketch = Schemas["Sketch"];
export type SketchNode = Schemas["SketchNode"];
export type Place = Schemas["PlaceShown"];
export type Opening = Schemas["Opening"];
export type CanvasFile = Schemas["CanvasFile"];
export type ConnectionTable = Schemas["ConnectionTable"];

export type Reason = Schemas["Told"];
export type Panel = Schemas["Panel"];
export type PanelModel = Schemas["ModelChoice"];
export type PanelMode = Schemas["ModeChoice"];
export type PanelReference = Schemas["ReferenceShown"];
export type PanelText = Schemas["TextShown"];
export type VoiceSample = Schemas["VoiceSample"];
/** What was shown when Generate was pressed, and a key of this press: sent again unchanged when no answer came. */
export type Order = Schemas["Press"];

/** One way to begin an empty node. */
export type Preset = Schemas["Preset"];
export type Generation = Schemas["Generation"];
/** Which nodes are run, and how. */
export type Scope = Schemas["Scope"];
export type Plan = Schemas["Plan"];
export type PlannedNode = Schemas["PlannedNode"];
/** A plan as it was shown, and a key of this press. */
export type Agreement = Schemas["Agreement"];
export type Run = Schemas["Run"];
export type RunNode = Schemas["RunNode"];
/** A node whose result is not what would be made now, and what changed since. */
export type Outdated = Schemas["Outdated"];
/** A generation as a line of the history. */
export type Chapter = Schemas["Chapter"];
export type HistoryCounts = Schemas["HistoryCounts"];
/** All that is known of one generation. */
export type Story = Schemas["WholeStory"];
/** Which generations are meant. */
export type HistoryQuery = NonNullable<paths["/api/history/counts"]["get"]["parameters"]["query"]>;
export type Take = Schemas["Take"];
export type TakesCount = Schemas["TakesCount"];
/** The request behind a generated take. */
export type Made = Schemas["Made"];
export type GivenReference = Schemas["Given"];
/** What was set in the panel when a generation began. */
export type Arranged = Schemas["Arranged"];
export type Asset = Schemas["Asset"];
export type AssetCounts = Schemas["Counts"];
export type AssetUses = Schemas["Uses"];
/** Which assets are meant. */
export type AssetQuery = NonNullable<paths["/api/assets/counts"]["get"]["parameters"]["query"]>;
export type ProviderCard = Schemas["Card"];
export type ProviderState = ProviderCard["state"];
export type ProviderModel = Schemas["ModelShown"];
/** How to be connected. The key goes out with it and never comes back. */
export type ProviderWish = Schemas["Wish"];
/** What a server of one's own speaks. */
export type ServerType = Schemas["ServerType"];
/** What is said of a model on a server of one's own. */
export type ModelEdit = Schemas["Edit"];
/** What can be made of a ComfyUI workflow. */
export type WorkflowAnalysis = Schemas["Analysis"];
export type WorkflowInput = Schemas["Bindable"];
/** One input of it, and what it becomes. */
export type WorkflowBinding = Schemas["Binding"];
export type WorkflowWish = Schemas["WorkflowWish-Input"];
export type KeptWorkflow = Schemas["KeptWorkflow"];
export type Costs = Schemas["Costs"];
export type Cost = Schemas["CostShown"];
export type Balance = Schemas["Credits"];
export type LedgerEntry = Schemas["CreditEntry"];
export type SpendingLimits = Schemas["SpendingLimits"];
export type SpendingLimitsShown = Schemas["SpendingLimitsShown"];
/** Whether all credits that were ever held agree with the books. */
export type Proof = Schemas["Proof"];
export type ProvenHold = Schemas["ProvenHold"];
export type Outcome = ProvenHold["outcome"];

/** Everything that may arrive on the live line. */
export type LiveMessage = Schemas["LiveEvent"];

/** One declared setting: the part of JSON Schema that models use. */
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
  /** Folded away: few ever touch it. */
  advanced?: boolean;
  /** A new one is drawn for each generation while nobody sets it. */
  random?: boolean;
}
