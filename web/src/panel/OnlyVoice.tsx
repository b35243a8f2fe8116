// The voice of a model that has one only.
import type { VoiceSample } from "../api/types";
import { HearButton } from "./HearButton";

export function OnlyVoice({ sample }: { sample: VoiceSample }) {
  return (
    <div className="pill pr-0.5">
      <span className="pill-label">Voice</span>
      <HearButton sample={sample} name="the voice" />
    </div>
  );
}
