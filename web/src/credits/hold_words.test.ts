import { expect, test } from "vitest";
import { becameWords } from "./hold_words";

test("what was held is delivered, returned with the reason, or pending", () => {
  expect(becameWords({ outcome: "pending", delivered: "0", returned: "0", reason: null })).toBe("Pending");
  expect(becameWords({ outcome: "delivered", delivered: "4", returned: "0", reason: "succeeded" })).toBe("Delivered");
  expect(becameWords({ outcome: "returned", delivered: "0", returned: "4", reason: "failed" })).toBe(
    "Returned, it failed",
  );
});

test("of a part that came, both shares are told", () => {
  expect(becameWords({ outcome: "delivered", delivered: "1.5", returned: "2.5", reason: "succeeded" })).toBe(
    "Delivered 1.5, returned 2.5",
  );
});
