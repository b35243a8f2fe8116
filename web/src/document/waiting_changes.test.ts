import { beforeEach, expect, test } from "vitest";
import { WaitingChanges } from "./waiting_changes";

/** What a browser keeps, without a browser. */
class Kept implements Storage {
  private readonly held = new Map<string, string>();
  get length(): number {
    return this.held.size;
  }
  key = (at: number) => [...this.held.keys()][at] ?? null;
  getItem = (key: string) => this.held.get(key) ?? null;
  setItem = (key: string, value: string) => void this.held.set(key, value);
  removeItem = (key: string) => void this.held.delete(key);
  clear = () => this.held.clear();
}

let kept: Kept;
beforeEach(() => {
  kept = new Kept();
});

test("changes wait until the message that carries them is stored", () => {
  const waiting = new WaitingChanges("a", kept);
  waiting.add(1);
  waiting.add(2);
  waiting.acknowledged(1);
  expect(waiting.count).toBe(1);
  waiting.acknowledged(2);
  expect(waiting.count).toBe(0);
});

test("changes made without a line all go out with the first message of the next one", () => {
  const waiting = new WaitingChanges("a", kept);
  waiting.add(1);
  waiting.lost();
  waiting.add(null);
  waiting.acknowledged(1);
  expect(waiting.count).toBe(2);
  waiting.sendAll();
  waiting.acknowledged(1);
  expect(waiting.count).toBe(0);
  expect(kept.length).toBe(0);
});

test("what waited when a tab was closed still waits when it is opened again, and is gone once it is stored", () => {
  const first = new WaitingChanges("a", kept);
  first.add(null);
  first.add(null);
  const again = new WaitingChanges("a", kept);
  again.add(null);
  expect(again.count).toBe(3);
  expect(new WaitingChanges("another", kept).count).toBe(0);
  again.sendAll();
  again.acknowledged(1);
  expect(again.count).toBe(0);
  expect(new WaitingChanges("a", kept).count).toBe(0);
});
