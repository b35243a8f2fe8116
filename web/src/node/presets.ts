// The beginnings of prompts that an empty node offers.
import {
  AudioWaveform,
  Camera,
  Film,
  Hand,
  ListOrdered,
  type LucideIcon,
  Mic,
  Mountain,
  Music,
  PenLine,
  ScanFace,
  Sunrise,
  ZoomIn,
} from "lucide-react";
import type { Kind } from "../document/schema";

export interface Preset {
  name: string;
  prompt: string;
  mode?: string;
  Icon: LucideIcon;
}

export const PRESETS: Readonly<Record<Kind, readonly Preset[]>> = {
  text: [
    { name: "Voice-over", prompt: "Write a short voice-over about ", Icon: PenLine },
    { name: "Shot list", prompt: "Write a shot list, one line for each shot, for ", Icon: ListOrdered },
    { name: "Description", prompt: "Write one vivid paragraph that describes a picture of ", Icon: Camera },
  ],
  image: [
    { name: "Film still", prompt: "A film still, wide, natural light: ", Icon: Film },
    { name: "Portrait", prompt: "A close portrait, soft light from the side: ", Icon: ScanFace },
    { name: "Place", prompt: "A place at dawn, mist, no people: ", Icon: Mountain },
  ],
  video: [
    { name: "Push in", prompt: "The camera moves slowly closer to ", Icon: ZoomIn },
    { name: "Establishing", prompt: "A wide establishing shot from above: ", Icon: Sunrise },
    { name: "Handheld", prompt: "Handheld, close, following ", Icon: Hand },
  ],
  audio: [
    { name: "Voice-over", prompt: "Every evening, ", mode: "speech", Icon: Mic },
    { name: "Score", prompt: "Slow strings and a low piano, ", mode: "music", Icon: Music },
    { name: "Ambience", prompt: "Rain on a window, ", mode: "sound", Icon: AudioWaveform },
  ],
};
