import { describe, expect, it } from "vitest";
import { numberProblem, rangeWords, stepped } from "../ui/number_rule";
import { drawn } from "./chance";
import { proportionsOf, scaled } from "./proportions";
import { isChanged, type SettingField, settingFields } from "./setting_field";

function field(key: string, schema: object): SettingField {
  const [only] = settingFields({ properties: { [key]: schema } });
  if (!only) throw new Error("no field");
  return only;
}

describe("settings", () => {
  it("are drawn from what the model declares, in its order", () => {
    const fields = settingFields({
      properties: {
        aspect: { type: "string", enum: ["16:9", "1:1"], title: "Aspect ratio" },
        seconds: { type: "integer", minimum: 0, maximum: 600, unit: "s", title: "Seconds" },
        seed: { type: "integer", title: "Seed", advanced: true },
        loop: { type: "boolean", title: "Loop" },
        voice: { enum: ["Anna"], title: "Voice" },
        manner: { type: "string", maxLength: 20, title: "Manner" },
      },
    });
    expect(fields.map(({ label, control }) => [label, control])).toEqual([
      ["Aspect ratio", "segments"],
      ["Seconds", "number"],
      ["Seed", "seed"],
      ["Loop", "switch"],
      ["Voice", "voice"],
      ["Manner", "words"],
    ]);
    expect(fields.map(({ advanced }) => advanced)).toEqual([false, false, true, false, false, false]);
  });

  it("show a few short choices side by side, and many or long ones in a list", () => {
    expect(field("a", { enum: ["low", "medium", "high"] }).control).toBe("segments");
    expect(field("a", { enum: ["1024x1024", "1536x1024", "1024x1536", "1536x864"] }).control).toBe("list");
    expect(field("a", { enum: Array.from({ length: 14 }, (_, at) => `choice ${at}`) }).control).toBe("list");
  });

  it("name choices with their unit, sizes as people write them, and begin with a capital", () => {
    expect(field("a", { enum: [4, 8], unit: "s" })).toMatchObject({ choices: [{ label: "4 s" }, { label: "8 s" }] });
    expect(field("a", { enum: ["1536x1024"] })).toMatchObject({ choices: [{ label: "1536 × 1024" }] });
    expect(field("a", { enum: ["push in"] })).toMatchObject({ choices: [{ label: "Push in" }] });
  });

  it("slide where the range is small", () => {
    expect(field("a", { type: "integer", minimum: 1, maximum: 60 })).toMatchObject({ slider: true });
    expect(field("a", { type: "integer", minimum: 256, maximum: 32768 })).toMatchObject({ slider: false });
    expect(field("a", { type: "integer", minimum: 8, maximum: 8 })).toMatchObject({ slider: false });
    expect(field("a", { type: "integer", minimum: 1 })).toMatchObject({ slider: false });
  });

  it("may be left to the model where it names no default", () => {
    expect(field("seed", { type: "integer" })).toMatchObject({ rule: { optional: true } });
    expect(field("noise", { type: "integer", random: true }).control).toBe("seed");
    expect(field("speed", { type: "number", default: 1 })).toMatchObject({ rule: { optional: false } });
  });

  it("are changed once they are something else than what is sent anyway", () => {
    const speed = field("speed", { type: "number", default: 1 });
    expect([{}, { speed: 1 }, { speed: 2 }].map((own) => isChanged(speed, own as Record<string, number>))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("are none when the model declares none", () => {
    expect(settingFields({})).toEqual([]);
  });
});

describe("a number", () => {
  const rule = { minimum: 1, maximum: 10, whole: true };

  it("is refused with the reason, never rounded", () => {
    expect(numberProblem("2.5", rule)).toBe("Write a whole number.");
    expect(numberProblem("11", rule)).toBe("Write a number from 1 to 10.");
    expect(numberProblem("", rule)).toBe("Write a number.");
    expect(numberProblem("two", rule)).toBe("Write a number.");
    expect(numberProblem("0", { minimum: 1 })).toBe("Write a number of 1 or more.");
    expect(numberProblem("10", rule)).toBeNull();
    expect(numberProblem("", { ...rule, optional: true })).toBeNull();
  });

  it("steps to the bounds and no further", () => {
    expect(stepped(10, 1, rule)).toBe(10);
    expect(stepped(1, -1, rule)).toBe(1);
    expect(stepped(0.1, 1, {})).toBe(0.2);
    expect(stepped(4, 1, { step: 2 })).toBe(6);
  });

  it("names its range where both ends are known", () => {
    expect(rangeWords({ minimum: 256, maximum: 32768 })).toBe("256 to 32,768");
    expect(rangeWords({ minimum: 1 })).toBeNull();
  });

  it("is drawn by chance from all that the setting takes, both ends included", () => {
    expect([0, 0.5, 0.999].map((chance) => drawn({ minimum: 1, maximum: 3 }, () => chance))).toEqual([1, 2, 3]);
    expect(drawn({}, () => 0.9999999999)).toBe(2 ** 31 - 1);
    expect(drawn({ minimum: 0, maximum: 2 ** 53 }, () => 0.9999999999)).toBe(2 ** 31 - 1);
  });
});

describe("a shape", () => {
  it("is read from a ratio and from pixels", () => {
    expect(proportionsOf("16:9")).toEqual({ width: 16, height: 9 });
    expect(proportionsOf("1024x1536")).toEqual({ width: 1024, height: 1536 });
    expect(proportionsOf("landscape 4:3")).toEqual({ width: 4, height: 3 });
    expect(proportionsOf("portrait 4:3")).toEqual({ width: 3, height: 4 });
    expect(proportionsOf("square")).toEqual({ width: 1, height: 1 });
    expect(["auto", "720p", 4, "16:0"].map(proportionsOf)).toEqual([null, null, null, null]);
  });

  it("is as long as there is room, and never too thin to be seen", () => {
    expect(scaled({ width: 16, height: 8 }, 12)).toEqual({ width: 12, height: 6 });
    expect(scaled({ width: 1, height: 8 }, 12)).toEqual({ width: 3, height: 12 });
  });
});
