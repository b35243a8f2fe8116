// The four kinds, and notes, as one sees them: icon and word. The colour comes from data-kind (tokens.css).
import { AudioLines, Clapperboard, Image, type LucideIcon, StickyNote, Type } from "lucide-react";
import type { CardKind } from "../document/schema";

const KIND_ICONS: Record<CardKind, LucideIcon> = {
  text: Type,
  image: Image,
  video: Clapperboard,
  audio: AudioLines,
  note: StickyNote,
};

/** The kind's icon in the kind's colour; decoration only, so a word must stand beside it. */
export function KindIcon({ kind, size = 16 }: { kind: CardKind; size?: number }) {
  const Icon = KIND_ICONS[kind];
  return <Icon data-kind={kind} aria-hidden="true" size={size} strokeWidth={1.5} className="shrink-0 text-kind" />;
}
