import { expect, test } from "vitest";
import { strokesPath } from "./waveform_strokes";

test("each stroke is as tall as the loudest moment it stands for", () => {
  expect(strokesPath([0, 0.2, 1, 0.5], 8, 44)).toBe("M2 18V26M6 2V42");
});

test("silence and a sound whose peaks are not here yet are rows of dots", () => {
  expect(strokesPath([], 8, 44)).toBe("M2 21.5V22.5M6 21.5V22.5");
});
