// What the picked model lets one set, and only that.
import { useMemo } from "react";
import type { Json, Panel } from "../api/types";
import { useDocument, useNode } from "../document/context";
import { SettingControl } from "./SettingControl";
import { settingFields } from "./setting_field";

interface Props {
  nodeId: string;
  panel: Panel;
  onProblem: (key: string, problem: string | null) => void;
}

export function Settings({ nodeId, panel, onProblem }: Props) {
  const document = useDocument();
  const own = useNode(nodeId)?.settings ?? {};
  const fields = useMemo(() => settingFields(panel.settings_schema), [panel.settings_schema]);
  if (fields.length === 0) return null;
  return (
    <fieldset aria-label="Settings" className="flex flex-wrap items-start gap-1.5 px-3 pb-2">
      {fields.map((field) => (
        <SettingControl
          key={`${panel.request.model} ${field.key}`}
          field={field}
          value={(own[field.key] ?? panel.request.settings[field.key] ?? null) as Json}
          onChange={(value) => document.setSetting(nodeId, field.key, value)}
          onProblem={(problem) =>
            onProblem(`${panel.request.model} ${field.key}`, problem && `${field.label}: ${problem}`)
          }
        />
      ))}
    </fieldset>
  );
}
