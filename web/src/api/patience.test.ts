import { describe, expect, it } from "vitest";
import { errorFrom, networkError } from "./errors";
import { newKey } from "./key";
import { untilAnswered } from "./patience";

const at_once = async () => {};

describe("a request that must be answered", () => {
  it("is sent again while no answer comes", async () => {
    let sent = 0;
    const send = async () => {
      sent++;
      if (sent < 3) throw networkError();
      return "taken";
    };
    expect(await untilAnswered(send, [1, 1, 1], at_once)).toBe("taken");
    expect(sent).toBe(3);
  });

  it("is not sent again after a refusal", async () => {
    let sent = 0;
    const send = async () => {
      sent++;
      throw errorFrom({ code: "conflict", message: "It changed." }, 409);
    };
    await expect(untilAnswered(send, [1], at_once)).rejects.toMatchObject({ code: "conflict", status: 409 });
    expect(sent).toBe(1);
  });

  it("says so when no answer ever comes", async () => {
    const send = async () => {
      throw networkError();
    };
    await expect(untilAnswered(send, [1, 1], at_once)).rejects.toMatchObject({ code: "offline" });
  });
});

describe("an error", () => {
  it("keeps code, message and details of the body", () => {
    const error = errorFrom(
      { code: "insufficient_credits", message: "Needs 12 credits, 5 left", details: { left: "5" } },
      402,
    );
    expect(error).toMatchObject({
      code: "insufficient_credits",
      message: "Needs 12 credits, 5 left",
      status: 402,
      details: { left: "5" },
    });
  });

  it("is still told in words when the answer makes no sense", () => {
    for (const body of [null, "<html>", {}, { code: 1 }]) expect(errorFrom(body, 502).code).toBe("unexpected_answer");
  });
});

it("keys are UUIDs, each a new one", () => {
  expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newKey()).not.toBe(newKey());
});
