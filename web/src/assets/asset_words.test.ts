import { expect, test } from "vitest";
import { assetName, daysLeft, madeBy, settingName, settingValue } from "./asset_words";

const DAY = 24 * 3600 * 1000;

test("an asset is called by what was asked for, else by its file", () => {
  const made = { how: "generated", prompt: "Fog.\n\n**A lamp** turning" } as Parameters<typeof assetName>[0]["origin"];
  expect(assetName({ name: "take.png", origin: made })).toBe("A lamp turning");
  expect(assetName({ name: "take.png", origin: { how: "uploaded" } })).toBe("take.png");
});

test("what came with a canvas file says so", () => {
  expect(madeBy({ how: "imported", file: "piece.zip" })).toBe("Came with piece.zip");
});

test("the bin counts down to the last day", () => {
  expect(daysLeft(0, 0)).toBe("30 days left");
  expect(daysLeft(0, 28.5 * DAY)).toBe("2 days left");
  expect(daysLeft(0, 29.5 * DAY)).toBe("Last day");
});

test("settings are told in words", () => {
  expect(settingName("aspect_ratio")).toBe("Aspect ratio");
  expect([true, null, "", 5, "16:9"].map(settingValue)).toEqual(["Yes", "None", "None", "5", "16:9"]);
});
