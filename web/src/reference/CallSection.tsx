// One call: what it does, what it takes, a command to copy, and what comes back.
import { classes } from "../ui/classes";
import { CodeBlock } from "./CodeBlock";
import { curlOf } from "./curl";
import { answerOf, type Call, type Description, exampleOf, typeOf } from "./description";

export function CallSection({ call, description }: { call: Call; description: Description }) {
  const content = call.requestBody?.content["application/json"];
  const body = content && exampleOf(content, description);
  return (
    <article id={call.operationId} className="scroll-mt-14 border-line border-b py-7 last:border-b-0">
      <h3 className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <MethodName method={call.method} />
        <span className="break-all font-mono text-ink text-ui">{call.path}</span>
      </h3>
      <p className="max-w-prose pt-1.5 text-ink-soft text-prose">{plain(call.description ?? call.summary ?? "")}</p>
      <Parameters call={call} description={description} />
      <div className="flex flex-col gap-3 pt-4">
        <CodeBlock title="Call" text={curlOf(call, location.origin, body)} />
        <Answer call={call} description={description} />
      </div>
    </article>
  );
}

export function MethodName({ method, small = false }: { method: string; small?: boolean }) {
  const reads = method === "get";
  return (
    <span
      className={classes(
        "shrink-0 font-semibold uppercase tracking-wide",
        small ? "w-10 text-[10px]" : "rounded-[5px] px-1.5 py-0.5 text-tiny",
        reads ? "text-good" : method === "delete" ? "text-fail" : "text-accent-text",
        !small && "bg-press",
      )}
    >
      {small ? method.replace("delete", "del") : method}
    </span>
  );
}

function Parameters({ call, description }: { call: Call; description: Description }) {
  const parameters = call.parameters ?? [];
  if (parameters.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 pt-4 text-ui">
      {parameters.map(({ name, in: place, required, schema, description: words }) => (
        <div key={name} className="contents">
          <dt className="font-mono text-ink">
            {name}
            {required && place !== "path" && <span className="text-ink-faint"> (needed)</span>}
          </dt>
          <dd className="text-ink-soft">
            {[
              place === "path" ? "in the address" : typeOf(schema, description),
              plain(words ?? schema?.description ?? ""),
            ]
              .filter(Boolean)
              .join(" · ")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Answer({ call, description }: { call: Call; description: Description }) {
  const { status, type, content } = answerOf(call);
  if (!content || type === null)
    return <p className="text-ink-faint text-label">Answers {status}, and nothing else.</p>;
  if (type !== "application/json")
    return (
      <p className="text-ink-faint text-label">
        Answers {status} with {type}.
      </p>
    );
  return <CodeBlock title={`Answer · ${status}`} text={JSON.stringify(exampleOf(content, description), null, 2)} />;
}

/** Docstrings mark code as Markdown does; here it is read as words. */
function plain(words: string): string {
  return words.replaceAll("`", "").replace(/\s*\n\s*/g, " ");
}
