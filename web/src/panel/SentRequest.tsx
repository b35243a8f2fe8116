// What goes along with the prompt: the references in order with what each is for, the mode, the model and the settings.
import type { ReactNode } from "react";
import type { Panel } from "../api/types";
import { settingName, settingValue, wordsOfUse } from "../assets/asset_words";
import { KindIcon } from "../ui/kinds";
import { sourceName } from "./sources";

export function SentRequest({ panel }: { panel: Panel }) {
  const { references, mode, model, settings } = panel.request;
  const chosen = Object.entries(settings).filter(([, value]) => value !== null && value !== "");
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-1 pt-2.5 text-label">
      {references.length > 0 && (
        <Fact name="References">
          <References panel={panel} />
        </Fact>
      )}
      <Fact name="Mode">{panel.modes.find(({ id }) => id === mode)?.name ?? settingName(mode)}</Fact>
      {model !== null && <Fact name="Model">{panel.model_name ?? model}</Fact>}
      {chosen.length > 0 && (
        <Fact name="Settings">
          <ul className="flex flex-wrap gap-x-3">
            {chosen.map(([name, value]) => (
              <li key={name} className="min-w-0 break-words">
                <span className="text-ink-faint">{titleOf(panel, name)}</span> {settingValue(value)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 text-ink-soft">{children}</dd>
    </>
  );
}

/** As the model itself calls the setting. */
function titleOf({ settings_schema: schema }: Panel, name: string): string {
  const declared = (schema.properties ?? {}) as Record<string, { title?: string }>;
  return declared[name]?.title ?? settingName(name);
}

function References({ panel }: { panel: Panel }) {
  return (
    <ol className="flex flex-col gap-0.5">
      {panel.request.references.map(({ node, kind, use }, index) => {
        const shown = panel.references.find((reference) => reference.node === node);
        return (
          <li key={node} className="flex min-w-0 items-center gap-1.5">
            <span className="tabular text-ink-faint">{index + 1}</span>
            <KindIcon kind={kind} size={12} />
            <span className="min-w-0 truncate">{shown ? sourceName(shown) : node}</span>
            <span className="shrink-0 text-ink-faint">{shown?.place ?? wordsOfUse(use)}</span>
          </li>
        );
      })}
    </ol>
  );
}
