// The top of a page that is not a canvas: the way back, the page's name, what can be spent.
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { useLive } from "../live/store";
import { AssetsLink } from "./AssetsLink";
import { BalanceLink } from "./BalanceLink";
import { ThemeMenu } from "./ThemeMenu";

export function PageHeader({ title }: { title: string }) {
  const offline = useLive((state) => state.line === "offline");
  useEffect(() => {
    document.title = `${title} · Headwater`;
  }, [title]);
  return (
    <header className="sticky top-0 z-10 flex h-14 items-center gap-1 bg-ground px-3 sm:px-6">
      <a
        href="/"
        className="-ml-2 flex h-8 items-center gap-1.5 rounded-control px-2 text-ink-soft text-ui transition-colors hover:bg-hover hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" size={16} strokeWidth={1.5} />
        Canvas
      </a>
      <span aria-hidden="true" className="text-ink-faint">
        /
      </span>
      <h1 className="pl-1 font-medium text-ink text-ui">{title}</h1>
      {offline && (
        <p role="status" className="truncate text-label text-warn">
          The server cannot be reached. Trying again…
        </p>
      )}
      <span className="flex-1" />
      <BalanceLink />
      <AssetsLink />
      <ThemeMenu />
    </header>
  );
}
