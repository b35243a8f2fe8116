import { describe, expect, it } from "vitest";
import { curlOf } from "./curl";
import { answerOf, type Call, type Description, exampleOf, groupsOf, typeOf } from "./description";

const API: Description = {
  paths: {
    "/api/boats/{id}": { get: { operationId: "boat", tags: ["boats"], responses: { 200: {} } } },
    "/api/boats": {
      post: { operationId: "new", tags: ["boats"], responses: { 201: { content: { "application/json": {} } } } },
      get: { operationId: "list", tags: ["boats"], responses: { 200: {} } },
    },
  },
  components: {
    schemas: {
      Boat: {
        type: "object",
        properties: {
          name: { type: "string" },
          masts: { type: "integer", minimum: 1 },
          mate: { anyOf: [{ $ref: "#/components/schemas/Boat" }, { type: "null" }] },
          sails: { type: "array", items: { enum: ["red", "white"] } },
        },
      },
    },
  },
};

describe("the API reference", () => {
  it("groups calls, the shorter address first, reading before writing", () => {
    const [boats] = groupsOf(API);
    expect(boats?.calls.map(({ operationId }) => operationId)).toEqual(["list", "new", "boat"]);
  });

  it("makes an example where none is given, and ends where a schema holds itself", () => {
    const made = exampleOf({ schema: { $ref: "#/components/schemas/Boat" } }, API);
    expect(made).toEqual({ name: "…", masts: 1, mate: {}, sails: ["red"] });
    expect(exampleOf({ example: 7 }, API)).toBe(7);
  });

  it("says what a parameter may be", () => {
    expect(typeOf({ anyOf: [{ type: "integer", minimum: 1, maximum: 9 }, { type: "null" }] }, API)).toBe(
      "integer 1 to 9",
    );
    expect(typeOf({ enum: ["a", "b"] }, API)).toBe("a | b");
  });

  it("finds the answer of a call that went well", () => {
    expect(answerOf({ operationId: "x", responses: { default: {}, 204: {} } }).status).toBe("204");
  });

  it("writes commands for a terminal", () => {
    const call = { method: "post", path: "/api/boats/{id}", operationId: "x", responses: {} } as Call;
    expect(curlOf(call, "http://here", undefined)).toBe(
      'curl -X POST "http://here/api/boats/$ID" \\\n  -H "Authorization: Bearer $TOKEN"',
    );
    const body = { requestBody: { content: { "application/json": {} } } };
    expect(curlOf({ ...call, ...body }, "http://here", { name: "it's" })).toContain(`-d '{"name":"it'\\''s"}'`);
  });
});
