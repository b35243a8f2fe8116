// The top of a page that is not a canvas: the way back, the page's name, what can be spent.
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { HeaderLinks } from "./HeaderLinks";
import { OfflineNote } from "./OfflineNote";

/** `detail`: which of several pages of this name. */
export function PageHeader({ title, detail }: { title: string; detail?: string }) {
  useEffect(() => {
    document.title = `${detail ?? title} · Headwater`;
  }, [title, detail]);
  return (
    <header className="sticky top-0 z-10 flex h-14 items-center gap-1 bg-ground px-3 sm:px-6">
      <a
        href="/"
        className="-ml-2 flex h-8 items-center gap-1.5 rounded-control px-2 text-ink-soft text-ui transition-colors hover:bg-hover hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" size={16} strokeWidth={1.5} />
        <span className="max-sm:sr-only">Canvases</span>
      </a>
      <span aria-hidden="true" className="text-ink-faint">
        /
      </span>
      {detail ? (
        <a href="/help" className="rounded-control px-1 text-ink-soft text-ui hover:text-ink">
          {title}
        </a>
      ) : (
        <h1 className="pl-1 font-medium text-ink text-ui">{title}</h1>
      )}
      <OfflineNote />
      <span className="flex-1" />
      <HeaderLinks />
    </header>
  );
}
