// The panel's sheet with its editor, whose code comes after the canvas; its skeleton meanwhile.
import { later } from "../ui/later";
import { PanelSkeleton } from "./PanelSkeleton";

export const PanelSheet = later(() => import("./PanelSheet").then((sheet) => sheet.PanelSheet), PanelSkeleton);
