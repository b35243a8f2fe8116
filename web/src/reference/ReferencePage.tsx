// The HTTP API, drawn from the server's own description: every call with an example to copy.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { networkError } from "../api/errors";
import { PageHeader } from "../header/PageHeader";
import { ListFailed } from "../home/ListFailed";
import { Skeleton } from "../ui/Skeleton";
import { CallSection, MethodName } from "./CallSection";
import { type Description, type Group, groupsOf, titleOf } from "./description";

export function ReferencePage() {
  const { data, error, refetch } = useQuery({
    queryKey: ["description"],
    queryFn: readDescription,
    staleTime: Infinity,
  });
  const groups = data ? groupsOf(data) : [];
  useEffect(() => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (data && name) document.getElementById(name)?.scrollIntoView();
  }, [data]);
  return (
    <>
      <PageHeader title="Help" detail="API reference" />
      <div className="mx-auto flex w-full max-w-6xl gap-12 px-5 pt-4 pb-32 sm:px-8 lg:pt-8">
        <aside className="sticky top-22 hidden max-h-[calc(100dvh-7rem)] w-60 shrink-0 self-start overflow-y-auto pr-2 lg:block">
          <Contents groups={groups} />
        </aside>
        <main className="min-w-0 flex-1">
          <Start />
          {error && <ListFailed message={error.message} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton className="mt-10 h-96 rounded-card" />}
          {data &&
            groups.map(({ name, calls }) => (
              <section key={name} aria-label={name} className="pt-12">
                <h2 id={name} className="scroll-mt-18 font-semibold text-ink text-title first-letter:uppercase">
                  {name}
                </h2>
                {calls.map((call) => (
                  <CallSection key={call.operationId} call={call} description={data} />
                ))}
              </section>
            ))}
        </main>
      </div>
    </>
  );
}

async function readDescription(): Promise<Description> {
  const answer = await fetch("/api/openapi.json").catch(() => null);
  if (!answer?.ok) throw networkError();
  return (await answer.json()) as Description;
}

function Start() {
  return (
    <div className="article">
      <h1>API reference</h1>
      <p>
        Whatever the browser does, a program can do too. <code>headwater token</code> prints the token that each call
        carries; <a href="/help/api">Scripts</a> goes through the whole way once, and <a href="/help/errors">Errors</a>{" "}
        lists what can go wrong. The same as data: <a href="/api/openapi.json">openapi.json</a>.
      </p>
      <pre>
        <code>TOKEN=$(headwater token)</code>
      </pre>
    </div>
  );
}

function Contents({ groups }: { groups: readonly Group[] }) {
  return (
    <nav aria-label="Calls">
      {groups.map(({ name, calls }) => (
        <div key={name} className="pb-4">
          <p className="px-2 pb-1 font-medium text-ink-faint text-label first-letter:uppercase">{name}</p>
          <ul>
            {calls.map((call) => (
              <li key={call.operationId}>
                <a
                  href={`#${call.operationId}`}
                  title={`${call.method.toUpperCase()} ${call.path}`}
                  className="flex items-baseline gap-2 rounded-[6px] px-2 py-1 text-ink-soft text-label transition-colors hover:bg-hover hover:text-ink"
                >
                  <MethodName method={call.method} small />
                  <span className="truncate">{titleOf(call)}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
