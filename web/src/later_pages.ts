// The pages beside the canvas, whose code the canvas does not wait for.
import { later } from "./ui/later";

const Nothing = () => null;

export const AssetsPage = later(() => import("./assets/AssetsPage").then((page) => page.AssetsPage), Nothing);
export const CostsPage = later(() => import("./costs/CostsPage").then((page) => page.CostsPage), Nothing);
export const CreditsPage = later(() => import("./credits/CreditsPage").then((page) => page.CreditsPage), Nothing);
export const ProofPage = later(() => import("./credits/ProofPage").then((page) => page.ProofPage), Nothing);
export const GenerationsPage = later(
  () => import("./generations/GenerationsPage").then((page) => page.GenerationsPage),
  Nothing,
);
export const HelpPage = later(() => import("./help/HelpPage").then((page) => page.HelpPage), Nothing);
export const DeletedPage = later(() => import("./home/DeletedPage").then((page) => page.DeletedPage), Nothing);
export const HomePage = later(() => import("./home/HomePage").then((page) => page.HomePage), Nothing);
export const ReferencePage = later(
  () => import("./reference/ReferencePage").then((page) => page.ReferencePage),
  Nothing,
);
export const SettingsPage = later(() => import("./settings/SettingsPage").then((page) => page.SettingsPage), Nothing);
