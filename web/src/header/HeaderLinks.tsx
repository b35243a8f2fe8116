// What every page has at its top right: what can be spent, the assets, help, and how it looks.
import { classes } from "../ui/classes";
import { AssetsLink } from "./AssetsLink";
import { BalanceLink } from "./BalanceLink";
import { HelpLink } from "./HelpLink";
import { ThemeMenu } from "./ThemeMenu";

/** `slim`: where there is little room, help is left to the other pages. */
export function HeaderLinks({ slim = false }: { slim?: boolean }) {
  return (
    <>
      <BalanceLink />
      <AssetsLink />
      <span className={classes(slim && "max-sm:hidden")}>
        <HelpLink />
      </span>
      <ThemeMenu />
    </>
  );
}
