// Whether the address names this card, as in /settings#fal; then it comes into view.
import { useEffect, useRef } from "react";
import { useHash } from "../address";

export function useWanted(id: string) {
  const place = useRef<HTMLElement>(null);
  const wanted = useHash() === id;
  useEffect(() => {
    if (!wanted || !place.current) return;
    place.current.scrollIntoView({ block: "start" });
    // A field in it that took the focus keeps it.
    if (!place.current.contains(document.activeElement)) place.current.focus({ preventScroll: true });
  }, [wanted]);
  return { place, wanted };
}
