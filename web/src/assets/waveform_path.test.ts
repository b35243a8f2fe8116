import { expect, it } from "vitest";
import { waveformPath } from "./waveform_path";

it("a waveform has as many strokes whatever the sound's length", () => {
  for (const peaks of [[128], Array(32).fill(50), Array(5000).fill(255)]) {
    expect(waveformPath(peaks, 32).match(/M/g)).toHaveLength(32);
  }
  expect(waveformPath([], 32)).toBe("");
});

it("the loudest moment of each stretch is what is drawn, and never past the edges", () => {
  const path = waveformPath([...Array(63).fill(0), 255], 32);
  expect(path.endsWith("M94.5 1.0V31.0")).toBe(true);
  expect(path.startsWith("M1.5 15.5V16.5")).toBe(true);
});
