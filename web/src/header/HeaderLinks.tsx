// What every page has at its top right: what can be spent, the assets, help, and how it looks.
import { AssetsLink } from "./AssetsLink";
import { BalanceLink } from "./BalanceLink";
import { HelpLink } from "./HelpLink";
import { ThemeMenu } from "./ThemeMenu";

export function HeaderLinks() {
  return (
    <>
      <BalanceLink />
      <AssetsLink />
      <HelpLink />
      <ThemeMenu />
    </>
  );
}
