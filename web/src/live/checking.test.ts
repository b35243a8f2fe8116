import { expect, test } from "vitest";
import { answerWords } from "./checking";

const FOUND = { id: "new", state: "running", price: "4", error: null } as const;

test("what is found is said to come, with what it holds, and that nothing was sent again", () => {
  const words = answerWords("old", FOUND);
  expect(words).toContain("4 credits are held");
  expect(words).toContain("Nothing was sent again");
  expect(answerWords("old", { ...FOUND, price: "1" })).toContain("1 credit is held");
});

test("what never arrived says so in the server's own words", () => {
  const error = { code: "never_arrived", message: "It never arrived." };
  expect(answerWords("old", { ...FOUND, id: "old", state: "failed", error })).toBe("It never arrived.");
});
