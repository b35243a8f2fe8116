import { describe, expect, it } from "vitest";
import { snap } from "./snapping";

const LEFT = { x: 0, y: 0, w: 100, h: 60 };

describe("cards in the hand", () => {
  it("are drawn to the nearest edge in reach, and a line says along which", () => {
    const { dx, dy, lines } = snap({ x: 4, y: 200, w: 80, h: 40 }, [LEFT], 6);
    expect([dx, dy]).toEqual([-4, 0]);
    expect(lines).toEqual([{ upright: true, at: 0, from: 0, to: 240 }]);
  });

  it("are drawn to middles, in both directions at once", () => {
    const { dx, dy, lines } = snap({ x: 8, y: 303, w: 80, h: 40 }, [LEFT, { x: 400, y: 300, w: 50, h: 46 }], 6);
    expect([dx, dy]).toEqual([2, 0]);
    expect(lines.map(({ upright, at }) => [upright, at])).toEqual([
      [true, 50],
      [false, 323],
    ]);
  });

  it("stay where the hand put them when nothing is in reach", () => {
    expect(snap({ x: 140, y: 200, w: 31, h: 17 }, [LEFT], 6)).toEqual({ dx: 0, dy: 0, lines: [] });
  });

  it("show one line through all that lie on it", () => {
    const { lines } = snap({ x: 1, y: 500, w: 70, h: 40 }, [LEFT, { x: 0, y: 900, w: 30, h: 10 }], 6);
    expect(lines).toEqual([{ upright: true, at: 0, from: 0, to: 910 }]);
  });

  it("lie between whole units when the middle of another does", () => {
    const { dx } = snap({ x: 0, y: 200, w: 33, h: 40 }, [{ x: 10, y: 0, w: 10, h: 10 }], 6);
    expect(dx).toBe(-1.5);
  });
});
