// What every page has at its top right: what can be spent, the assets, the generations, the settings, help, and how it looks.
import { classes } from "../ui/classes";
import { AssetsLink } from "./AssetsLink";
import { BalanceLink } from "./BalanceLink";
import { GenerationsLink } from "./GenerationsLink";
import { HelpLink } from "./HelpLink";
import { SettingsLink } from "./SettingsLink";
import { ThemeMenu } from "./ThemeMenu";

/** `slim`: where there is little room, generations, settings and help are left to the other pages. */
export function HeaderLinks({ slim = false }: { slim?: boolean }) {
  return (
    <>
      <BalanceLink />
      <AssetsLink />
      <span className={classes("flex", slim && "max-sm:hidden")}>
        <GenerationsLink />
        <SettingsLink />
        <HelpLink />
      </span>
      <ThemeMenu />
    </>
  );
}
