import { expect, test } from "vitest";
import type { Generation } from "../api/types";
import { costSentence, costWords, standingWords, tookWords } from "./history_words";

const MADE = { state: "succeeded", price: "4", created: 1_000, ended: 13_000 } as Generation;

test("each says what it cost, holds or gave back", () => {
  expect(costWords(MADE)).toBe("4");
  expect(costWords({ ...MADE, charged: "1.5" })).toBe("1.5");
  expect(costWords({ ...MADE, state: "failed" })).toBe("0");
  expect(costWords({ ...MADE, state: "queued" })).toBe("4 held");
  expect(costSentence({ ...MADE, state: "unknown" })).toBe("4 credits given back");
  expect(costSentence({ ...MADE, charged: "1" })).toBe("1 credit of 4: only a part came");
  expect(costSentence({ ...MADE, rehearsal: true })).toBe("A rehearsal costs nothing");
});

test("each says how it stands", () => {
  expect(standingWords(MADE, false)).toBe("Ready");
  expect(standingWords({ ...MADE, charged: "1" }, false)).toBe("A part came");
  expect(standingWords({ ...MADE, state: "unknown" }, false)).toBe("Outcome unknown");
  expect(standingWords({ ...MADE, state: "unknown", continued_by: "g2" }, false)).toBe("Found later");
  expect(standingWords({ ...MADE, state: "running", progress: 0.45, queue_position: null }, false)).toBe(
    "Generating · 45 %",
  );
});

test("how long it took is said once it has ended", () => {
  expect(tookWords(MADE)).toBe("12 s");
  expect(tookWords({ created: 0, ended: 65_000 })).toBe("1:05 min");
  expect(tookWords({ created: 0, ended: null })).toBeNull();
});
