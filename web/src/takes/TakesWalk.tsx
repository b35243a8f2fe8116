// Walking along the strip: the arrows show each take in the node at once, Enter keeps it there, a press does both.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Take } from "../api/types";
import { useDocument } from "../document/context";
import type { CanvasNode } from "../document/schema";
import { choose, remove } from "./choosing";
import { Filmstrip } from "./Filmstrip";
import { closeTakes, lookAt } from "./open_takes";
import { placeAfter, type Seen, takeAt } from "./strip";
import { TakeDetails } from "./TakeDetails";
import { useStripKeys } from "./use_strip_keys";
import type { Strip } from "./use_takes";

interface Props {
  node: CanvasNode;
  strip: Strip;
  onSeen: (seen: Seen) => void;
}

export function TakesWalk({ node, strip, onSeen }: Props) {
  const desk = { document: useDocument(), queries: useQueryClient() };
  const [walked, setWalked] = useState<number | null>(null);
  /** A press may come before the take that it means was read. */
  const [pressed, setPressed] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(0, Math.min(strip.length - 1, walked ?? strip.shown ?? strip.length - 1));
  const take = at < strip.kept ? takeAt(strip.pages, strip.kept, at) : undefined;
  const shown = take ? take.id === strip.shownId : at === strip.shown;

  useEffect(() => list.current?.focus({ preventScroll: true }), []);
  useEffect(() => lookAt(walked !== null && !shown && take ? take : null), [walked, shown, take]);
  useEffect(() => () => lookAt(null), []);
  // What the node comes to show, be it chosen or made just now, is what one looks at.
  // biome-ignore lint/correctness/useExhaustiveDependencies: this is the reason to follow again
  useEffect(() => setWalked(null), [node.shown?.take]);

  const choosePressed = useEffectEvent((next: Take) => {
    setPressed(null);
    if (!next.purged && next.id !== strip.shownId) void choose(desk, node.id, next);
  });
  useEffect(() => {
    if (take && pressed === at) choosePressed(take);
  }, [pressed, at, take]);

  const walk = (place: number | null) => {
    setWalked(place);
    setPressed(null);
  };
  const show = (place: number) => {
    setWalked(place);
    setPressed(place < strip.kept ? place : null);
  };
  const drop = async () => {
    if (!take) return;
    walk(shown ? null : Math.max(0, at - 1));
    await remove(desk, node.id, take, shown);
    list.current?.focus({ preventScroll: true });
  };
  const onKey = useStripKeys(node.id, (key) => {
    const next = placeAfter(key, at, strip.length);
    if (next !== null) walk(next);
    else if (key === "Enter" || key === " ") show(at);
    else if (key === "Delete" || key === "Backspace") void drop();
    else if (key === "Escape") closeTakes();
    else return false;
    return true;
  });

  if (strip.length === 0) return <NoTakes />;
  return (
    <>
      <Filmstrip ref={list} {...{ node, strip, at, onSeen }} onPress={show} onKeyDown={onKey} />
      <TakeDetails
        {...{ node, take, shown }}
        place={at}
        length={strip.length}
        typed={strip.unkept && at === strip.kept}
        onShow={() => show(at)}
        onDelete={() => void drop()}
      />
    </>
  );
}

function NoTakes() {
  return <p className="px-3.5 pb-4 text-ink-soft">No takes yet. Each generation and each upload becomes one.</p>;
}
