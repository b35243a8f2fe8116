// One sound at a time in this tab, and a volume that is remembered.
import { create } from "zustand";

const KEY = "headwater.volume";

export interface Playback {
  /** The node that plays. */
  node: string | null;
  /** 0 to 1. */
  volume: number;
}

export const usePlayback = create<Playback>(() => ({ node: null, volume: remembered() }));

export function play(node: string): void {
  usePlayback.setState({ node });
}

export function stop(node: string): void {
  usePlayback.setState((playback) => (playback.node === node ? { node: null } : playback));
}

export function setVolume(volume: number): void {
  localStorage.setItem(KEY, String(volume));
  usePlayback.setState({ volume });
}

function remembered(): number {
  const volume = Number(localStorage.getItem(KEY) ?? "1");
  return volume >= 0 && volume <= 1 ? volume : 1;
}
