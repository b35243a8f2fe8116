// One sound at a time, in this tab and all others of this browser, and a volume that is remembered.
import { create } from "zustand";

const KEY = "headwater.volume";
/** Says to the other tabs that a sound begins here. */
const tabs = new BroadcastChannel("headwater.playback");

export interface Playback {
  /** Who plays: a node's id, or another name that no other player has. */
  node: string | null;
  /** 0 to 1. */
  volume: number;
  muted: boolean;
}

export const usePlayback = create<Playback>(() => ({ node: null, volume: remembered(), muted: false }));

tabs.onmessage = () => usePlayback.setState({ node: null });

export function play(node: string): void {
  if (usePlayback.getState().node === node) return;
  usePlayback.setState({ node });
  tabs.postMessage("plays");
}

export function stop(node: string): void {
  usePlayback.setState((playback) => (playback.node === node ? { node: null } : playback));
}

/** A volume that somebody chooses is meant to be heard. */
export function setVolume(volume: number): void {
  localStorage.setItem(KEY, String(volume));
  usePlayback.setState({ volume, muted: false });
}

/** Silent, and as loud as before again; from no volume at all to a full one. */
export function toggleMuted(): void {
  const { volume, muted } = usePlayback.getState();
  if (volume === 0) setVolume(1);
  else usePlayback.setState({ muted: !muted });
}

function remembered(): number {
  const volume = Number(localStorage.getItem(KEY) ?? "1");
  return volume >= 0 && volume <= 1 ? volume : 1;
}
