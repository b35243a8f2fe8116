// The voice: a list in which each one can be heard that there is a sound of. It stays open, to compare them.
import { Popover } from "@base-ui/react/popover";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import type { Json, VoiceSample } from "../api/types";
import { classes } from "../ui/classes";
import { SearchField } from "../ui/SearchField";
import { HearButton } from "./HearButton";

interface Voice {
  value: Json;
  label: string;
}

interface Props {
  label: string;
  value: Json;
  choices: readonly Voice[];
  samples: readonly VoiceSample[];
  wrong?: string | undefined;
  onPick: (value: Json) => void;
}

/** More voices than these are searched. */
const IN_SIGHT = 12;

export function VoiceField({ label, value, choices, samples, wrong, onPick }: Props) {
  const picked = choices.find((choice) => choice.value === value);
  const sampleOf = (voice: Json) => samples.find((sample) => sample.voice === voice);
  const heard = sampleOf(value);
  return (
    <div className={classes("pill gap-0 pr-0.5 pl-0", wrong && "amiss")}>
      <Popover.Root>
        <Popover.Trigger
          aria-label={`${label}: ${picked?.label ?? "none"}`}
          className="flex h-7 items-center gap-1.5 rounded-control pr-1.5 pl-2.5"
        >
          <span className="pill-label">{label}</span>
          {picked?.label}
          <ChevronDown aria-hidden="true" size={12} strokeWidth={1.5} className="text-ink-faint" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner align="start" sideOffset={6} collisionPadding={12} className="z-40 outline-none">
            <Popover.Popup
              aria-label={label}
              className="popup flex max-h-[min(24rem,var(--available-height))] w-72 flex-col overflow-hidden rounded-[10px] bg-sheet shadow-float outline-none"
            >
              <VoiceList {...{ label, value, choices, sampleOf, onPick }} />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      {heard && picked && <HearButton sample={heard} name={picked.label} />}
    </div>
  );
}

interface ListProps {
  label: string;
  value: Json;
  choices: readonly Voice[];
  sampleOf: (voice: Json) => VoiceSample | undefined;
  onPick: (value: Json) => void;
}

function VoiceList({ label, value, choices, sampleOf, onPick }: ListProps) {
  const [typed, setTyped] = useState("");
  const words = typed.trim().toLocaleLowerCase();
  const found = choices.filter((choice) => choice.label.toLocaleLowerCase().includes(words));
  return (
    <>
      {choices.length > IN_SIGHT && <SearchField label={`Search ${label.toLocaleLowerCase()}s`} onType={setTyped} />}
      <RadioGroup
        aria-label={label}
        value={value}
        onValueChange={(next) => onPick(next as Json)}
        className="min-h-0 overflow-y-auto overscroll-contain p-1"
      >
        {found.map((choice) => (
          <VoiceRow key={String(choice.value)} voice={choice} sample={sampleOf(choice.value)} />
        ))}
        {found.length === 0 && <p className="px-2 py-3 text-ink-faint text-ui">Nothing fits these words.</p>}
      </RadioGroup>
    </>
  );
}

function VoiceRow({ voice, sample }: { voice: Voice; sample: VoiceSample | undefined }) {
  return (
    <div className="flex items-center gap-1 rounded-[6px] pr-1 hover:bg-hover">
      <Radio.Root
        value={voice.value}
        aria-label={voice.label}
        className="flex min-h-9 min-w-0 flex-1 select-none items-center gap-2 rounded-[6px] pl-2 text-left text-ui focus-visible:-outline-offset-2"
      >
        <span className="size-3.5 shrink-0">
          <Radio.Indicator>
            <Check aria-hidden="true" size={14} strokeWidth={2} className="text-accent-text" />
          </Radio.Indicator>
        </span>
        <span className="min-w-0 py-1">
          {voice.label}
          {sample && <span className="block truncate text-ink-faint text-tiny">{sample.words}</span>}
        </span>
      </Radio.Root>
      {sample && <HearButton sample={sample} name={voice.label} />}
    </div>
  );
}
