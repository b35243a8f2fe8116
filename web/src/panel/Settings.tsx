// What the picked model lets one set as it stands now, and only that; what few ever touch is folded away.
import { useMemo } from "react";
import type { Json, Panel } from "../api/types";
import { useDocument, useNode } from "../document/context";
import { AdvancedSettings } from "./AdvancedSettings";
import { OnlyVoice } from "./OnlyVoice";
import { SettingControl } from "./SettingControl";
import { isChanged, type SettingField, settingFields } from "./setting_field";
import { useVoices } from "./use_voices";

interface Props {
  nodeId: string;
  panel: Panel;
  onProblem: (key: string, problem: string | null) => void;
}

export function Settings({ nodeId, panel, onProblem }: Props) {
  const document = useDocument();
  const node = useNode(nodeId);
  const own = node?.settings ?? {};
  const samples = useVoices(node?.kind === "audio" ? panel.request.model : null);
  const fields = useMemo(() => settingFields(panel.settings_schema), [panel.settings_schema]);
  const only = samples.find(({ voice }) => voice === null);
  if (fields.length === 0 && !only) return null;
  const wrong = panel.settings_wrong;
  const folded = fields.filter(({ advanced }) => advanced);
  const shown = (field: SettingField) => (
    <SettingControl
      key={`${panel.request.model} ${field.key}`}
      field={field}
      value={(own[field.key] ?? panel.request.settings[field.key] ?? null) as Json}
      changed={isChanged(field, own)}
      wrong={wrong[field.key]}
      samples={samples}
      onChange={(value) => document.setSetting(nodeId, field.key, value)}
      onProblem={(problem) => onProblem(`${panel.request.model} ${field.key}`, problem && `${field.label}: ${problem}`)}
    />
  );
  return (
    <fieldset aria-label="Settings" className="px-3 pt-1 pb-2">
      <div className="flex flex-wrap items-start gap-1.5">
        {fields.filter(({ advanced }) => !advanced).map(shown)}
        {only && <OnlyVoice sample={only} />}
      </div>
      {folded.length > 0 && (
        <AdvancedSettings
          changed={folded.filter((field) => isChanged(field, own)).length}
          amiss={folded.some(({ key }) => wrong[key])}
        >
          {folded.map(shown)}
        </AdvancedSettings>
      )}
      <Told words={Object.values(wrong).filter((words) => words !== panel.reason?.message)} />
    </fieldset>
  );
}

/** Why settings do not fit, but for what stands beside Generate anyway. */
function Told({ words }: { words: string[] }) {
  return words.map((each) => (
    <p key={each} className="pt-1.5 text-label text-warn">
      {each}
    </p>
  ));
}
