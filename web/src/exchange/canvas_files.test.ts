import { describe, expect, it } from "vitest";
import { canvasFileType, importCanvas } from "./canvas_files";
import { fileName } from "./export";

describe("canvas files", () => {
  it("are known by the ends of their names, however they are written", () => {
    expect(canvasFileType("Film.headwater.zip")).toBe("application/zip");
    expect(canvasFileType("FILM.HEADWATER.JSON")).toBe("application/json");
    expect(canvasFileType("film.zip.png")).toBeNull();
  });

  it("are refused in words before anything is sent when they are something else", async () => {
    await expect(importCanvas(new File([], "cat.png"), () => undefined)).rejects.toThrow("“cat.png” is no canvas file");
  });

  it("are named after their canvas on every system", () => {
    expect(fileName("A lighthouse at dusk")).toBe("A lighthouse at dusk.headwater.json");
    expect(fileName('a/b\\c:"d"?')).toBe("a b c d.headwater.json");
    expect(fileName("  ..  ")).toBe("canvas.headwater.json");
  });
});
