// Help: the documents, one at a time, with what they contain beside them.
import { useEffect, useMemo } from "react";
import { PageHeader } from "../header/PageHeader";
import { classes } from "../ui/classes";
import { headingsOf } from "../ui/markdown_blocks";
import { Article } from "./Article";
import { DOCUMENTS, type Document } from "./documents";

/** Fewer headings than this are seen at a glance. */
const LONG = 4;

export function HelpPage({ page }: { page: string }) {
  const document = DOCUMENTS.find(({ name }) => name === page);
  if (!document) return <HelpStart unknown={page !== ""} />;
  return <DocumentPage document={document} />;
}

function DocumentPage({ document }: { document: Document }) {
  const headings = useMemo(() => headingsOf(document.text), [document.text]);
  useEffect(() => {
    scrollToHash();
    // Writing of another width moves everything below it.
    void window.document.fonts.ready.then(scrollToHash);
  }, []);
  return (
    <>
      <PageHeader title="Help" detail={document.title} />
      <div className="mx-auto flex w-full max-w-5xl gap-12 px-5 pt-4 pb-32 sm:px-8 lg:pt-8">
        <main className="min-w-0 flex-1">
          <nav aria-label="Help" className="-ml-2.5 flex flex-wrap gap-1 pb-6 lg:hidden">
            <DocumentLinks current={document.name} row />
          </nav>
          <Article text={document.text} />
        </main>
        <aside className="sticky top-22 hidden max-h-[calc(100dvh-7rem)] w-52 shrink-0 self-start overflow-y-auto lg:block">
          <nav aria-label="Help" className="flex flex-col">
            <DocumentLinks current={document.name} />
          </nav>
          {headings.length >= LONG && (
            <nav aria-label="On this page" className="mt-5 border-line border-t pt-4">
              <p className="px-2.5 pb-1.5 font-medium text-ink-faint text-label">On this page</p>
              <ul>
                {headings.map(({ level, title, slug }) => (
                  <li key={slug}>
                    <a
                      href={`#${slug}`}
                      className={classes(
                        "block rounded-[6px] px-2.5 py-1 text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink",
                        level === 3 && "pl-5",
                      )}
                    >
                      {title}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </aside>
      </div>
    </>
  );
}

function DocumentLinks({ current, row = false }: { current: string; row?: boolean }) {
  return DOCUMENTS.map(({ name, title }) => (
    <a
      key={name}
      href={`/help/${name}`}
      aria-current={name === current ? "page" : undefined}
      className={classes(
        "rounded-control px-2.5 text-ui transition-colors",
        row ? "py-1" : "py-1.5",
        name === current ? "bg-press font-medium text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
      )}
    >
      {title}
    </a>
  ));
}

function HelpStart({ unknown }: { unknown: boolean }) {
  return (
    <>
      <PageHeader title="Help" />
      <main className="mx-auto w-full max-w-2xl px-5 pt-8 pb-24">
        <h2 className="font-semibold text-ink text-title">How can we help?</h2>
        <p className="pt-1 text-ink-soft text-prose">
          {unknown
            ? "There is no such page. These there are:"
            : "All of it is on this machine, also without a network."}
        </p>
        <ul className="flex flex-col gap-2 pt-6">
          {DOCUMENTS.map(({ name, title, about }) => (
            <Entry key={name} href={`/help/${name}`} title={title} about={about} />
          ))}
          <Entry href="/docs" title="API reference" about="Every address of the server, with examples." />
        </ul>
      </main>
    </>
  );
}

function Entry({ href, title, about }: { href: string; title: string; about: string }) {
  return (
    <li>
      <a href={href} className="hairline block rounded-card bg-card px-4 py-3.5 transition-colors hover:bg-hover">
        <span className="block font-medium text-ink text-prose">{title}</span>
        <span className="block text-ink-soft text-ui">{about}</span>
      </a>
    </li>
  );
}

/** The page is drawn after the browser looked for the place in the address. */
function scrollToHash(): void {
  const slug = decodeURIComponent(location.hash.slice(1));
  if (slug) window.document.getElementById(slug)?.scrollIntoView();
}
