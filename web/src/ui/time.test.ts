import { expect, it } from "vitest";
import { bytes } from "./time";

it("sizes are said in the unit that keeps them short", () => {
  expect([0, 999, 1500, 3_400_000, 512_000_000].map(bytes)).toEqual(["0 B", "999 B", "1.5 KB", "3.4 MB", "512 MB"]);
});
