// The four kinds as one sees them: icon and word. The colour comes from data-kind (tokens.css).
import { AudioLines, Clapperboard, Image, type LucideIcon, Type } from "lucide-react";
import type { Kind } from "../api/types";

const KIND_ICONS: Record<Kind, LucideIcon> = {
  text: Type,
  image: Image,
  video: Clapperboard,
  audio: AudioLines,
};

/** The kind's icon in the kind's colour; decoration only, so a word must stand beside it. */
export function KindIcon({ kind, size = 16 }: { kind: Kind; size?: number }) {
  const Icon = KIND_ICONS[kind];
  return <Icon data-kind={kind} aria-hidden="true" size={size} strokeWidth={1.5} className="shrink-0 text-kind" />;
}
