import { expect, test } from "vitest";
import { COMMANDS, GROUPS } from "./commands";
import { keyCaps, keysOf } from "./keys";

const NONE = { code: "", metaKey: false, ctrlKey: false, altKey: false, shiftKey: false };

test("letters are told apart by Shift, whatever the case of the letter", () => {
  expect(keysOf({ ...NONE, key: "r" })).toBe("R");
  expect(keysOf({ ...NONE, key: "R", shiftKey: true })).toBe("Shift R");
  expect(keysOf({ ...NONE, key: "Z", ctrlKey: true, shiftKey: true })).toBe("Mod Shift Z");
});

test("with Alt a letter is the one on the key, whatever sign it makes", () => {
  expect(keysOf({ ...NONE, key: "å", code: "KeyA", altKey: true })).toBe("Alt A");
});

test("a sign is itself, on a keyboard that needs Shift for it and on one that does not", () => {
  expect(keysOf({ ...NONE, key: "?", shiftKey: true })).toBe("?");
  expect(keysOf({ ...NONE, key: "+" })).toBe("+");
});

test("no keys stand for two commands, and no two commands of a group have one name", () => {
  const keys = COMMANDS.flatMap((command) => command.keys ?? []);
  expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([]);
  const names = COMMANDS.map(({ group, name }) => `${group}: ${name}`);
  expect(new Set(names).size).toBe(names.length);
});

test("every command is in a group that is shown", () => {
  expect(COMMANDS.filter(({ group }) => !GROUPS.includes(group))).toEqual([]);
});

test("keys are shown as they stand on the keyboard", () => {
  expect(keyCaps("Mod Shift Z", true)).toEqual(["⌘", "⇧", "Z"]);
  expect(keyCaps("Mod -", false)).toEqual(["Ctrl", "−"]);
});
