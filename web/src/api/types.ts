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
/** What was shown when Generate was pressed, and a key of this press: sent again unchanged when no answer came. */
export type Order = Schemas["Press"];

export type Generation = Schemas["Generation"];
export type Take = Schemas["Take"];
export type Asset = Schemas["Asset"];
export type AssetCounts = Schemas["Counts"];
export type AssetUses = Schemas["Uses"];
/** Which assets are meant. */
export type AssetQuery = NonNullable<paths["/api/assets/counts"]["get"]["parameters"]["query"]>;
export type Balance = Schemas["Credits"];
export type LedgerEntry = Schemas["CreditEntry"];

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
}
