// The keys of the filmstrip. Those that walk work on the node's card too while its takes are open.
import { type KeyboardEvent as Pressed, useEffect, useEffectEvent } from "react";
import { cardUnder } from "../canvas/targets";

const ON_THE_CARD = ["ArrowLeft", "ArrowRight", "Home", "End", "Escape"];

/** `take`: true when the key was one of the strip's. Gives what the strip itself hears with. */
export function useStripKeys(node: string, take: (key: string) => boolean): (event: Pressed) => void {
  const heard = useEffectEvent((event: KeyboardEvent) => {
    const onCard =
      event.target instanceof Element && event.target.matches("[data-card]") && cardUnder(event.target) === node;
    if (onCard && ON_THE_CARD.includes(event.key) && isPlain(event) && take(event.key)) event.preventDefault();
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => heard(event);
    // Before the canvas hears it, which would move the node.
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
  return (event) => {
    if (isPlain(event) && take(event.key)) event.preventDefault();
  };
}

function isPlain({
  metaKey,
  ctrlKey,
  altKey,
  shiftKey,
}: Pick<KeyboardEvent, "metaKey" | "ctrlKey" | "altKey" | "shiftKey">) {
  return !(metaKey || ctrlKey || altKey || shiftKey);
}
