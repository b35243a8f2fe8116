import { expect, it } from "vitest";
import { bytes } from "./time";

it("lengths are said in minutes and seconds, hours where there are any", () => {
  expect([0, 5.4, 65, 3723].map(duration)).toEqual(["0:00", "0:05", "1:05", "1:02:03"]);
});

it("sizes are said in the unit that keeps them short", () => {
  expect([0, 999, 1500, 3_400_000, 512_000_000].map(bytes)).toEqual(["0 B", "999 B", "1.5 KB", "3.4 MB", "512 MB"]);
});
