// The beginnings of prompts that an empty node offers.
import type { Kind } from "../document/schema";

export interface Preset {
  name: string;
  prompt: string;
}

export const PRESETS: Readonly<Record<Kind, readonly Preset[]>> = {
  text: [
    { name: "Script", prompt: "Write a one-minute script in three short scenes about " },
    { name: "Shot list", prompt: "Write a shot list, one line for each shot, for " },
    { name: "Image prompt", prompt: "Write one vivid paragraph that describes a picture of " },
  ],
  image: [
    { name: "Film still", prompt: "A film still, wide, natural light: " },
    { name: "Portrait", prompt: "A close portrait, soft light from the side: " },
    { name: "Place", prompt: "A place at dawn, mist, no people: " },
  ],
  video: [
    { name: "Slow push in", prompt: "The camera moves slowly closer to " },
    { name: "Establishing shot", prompt: "A wide establishing shot from above: " },
    { name: "Handheld", prompt: "Handheld, close, following " },
  ],
  audio: [
    { name: "Voice-over", prompt: "Read calmly: " },
    { name: "Score", prompt: "Slow strings and a low piano, " },
    { name: "Ambience", prompt: "The sound of " },
  ],
};
