import { describe, expect, it } from "vitest";
import { numberProblem, stepped } from "../ui/number_rule";
import { settingFields } from "./setting_field";

describe("settings", () => {
  it("are drawn from what the model declares, in its order", () => {
    const fields = settingFields({
      properties: {
        aspect: { type: "string", enum: ["16:9", "1:1"], title: "Aspect ratio" },
        seconds: { type: "integer", minimum: 0, maximum: 600, unit: "s" },
        loop: { type: "boolean" },
        voice_name: { type: "string", maxLength: 20 },
      },
    });
    expect(fields.map(({ label, control }) => [label, control])).toEqual([
      ["Aspect ratio", "choice"],
      ["Seconds", "number"],
      ["Loop", "switch"],
      ["Voice name", "words"],
    ]);
    expect(fields[0]).toMatchObject({
      choices: [
        { value: "16:9", label: "16:9" },
        { value: "1:1", label: "1:1" },
      ],
    });
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
  });

  it("steps to the bounds and no further", () => {
    expect(stepped(10, 1, rule)).toBe(10);
    expect(stepped(1, -1, rule)).toBe(1);
    expect(stepped(0.1, 1, {})).toBe(0.2);
    expect(stepped(4, 1, { step: 2 })).toBe(6);
  });
});
