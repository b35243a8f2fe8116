import { expect, it } from "vitest";
import { ApiError } from "../api/errors";
import type { ProviderCard, ProviderModel } from "../api/types";
import {
  byKind,
  finishedName,
  inSteadyOrder,
  keyWords,
  priceWords,
  problemOf,
  retiresWords,
  serverName,
  sourceWords,
  stateWords,
  unlocks,
  untriedWords,
} from "./provider_words";

function model(id: string, more: Partial<ProviderModel> = {}): ProviderModel {
  const usual = { name: id, kind: "text", description: "", neural: true, price: "4", exact: true, source: "its page" };
  return { id, as_of: null, retires: null, ...usual, ...more } as ProviderModel;
}

function card(id: string, more: Partial<ProviderCard> = {}): ProviderCard {
  const usual = { name: id, description: "", website: null, keys_page: null, type: null, url: "", needs_key: true };
  const now = { environment: [], key: null, state: "needs_key", message: null, checked: null, tried_free: true };
  return { id, models: [], ...usual, ...now, ...more } as ProviderCard;
}

it("the built-in studio is always ready, whatever else is connected", () => {
  expect(stateWords(card("builtin", { state: "connected" }))).toBe("Always ready");
  expect(stateWords(card("fal", { state: "refused" }))).toBe("Key refused");
});

it("a key is told by where it lies, never by what it is", () => {
  expect(keyWords(card("fal"))).toBe(null);
  expect(keyWords(card("fal", { key: { source: "kept", variable: null } }))).toBe("Key kept, encrypted");
  expect(keyWords(card("fal", { key: { source: "environment", variable: "FAL_KEY" } }))).toBe("From FAL_KEY");
});

it("a key that cannot be tried for nothing is not called proven", () => {
  const kept = { key: { source: "kept" as const, variable: null }, state: "connected" as const };
  expect(untriedWords(card("fal", { ...kept, tried_free: false }))).toContain("first generation");
  expect(untriedWords(card("openai", kept))).toBe(null);
  expect(untriedWords(card("fal", { tried_free: false }))).toBe(null);
});

it("models are told by what they make, in the order of the kinds", () => {
  const models = [model("a", { kind: "video" }), model("b"), model("c", { kind: "video" })];
  expect(byKind(models).map(({ kind }) => kind)).toEqual(["text", "video"]);
  expect(unlocks(models)).toBe("1 text, 2 video");
});

it("nothing is called free that only has no figure", () => {
  expect(["0", "1", "12.5", null].map((price) => priceWords({ price }))).toEqual([
    "Free",
    "1 credit",
    "12.5 credits",
    "By what is asked",
  ]);
});

it("a price says where it comes from and from when, and a model when it goes", () => {
  expect(sourceWords({ source: "fal.ai", as_of: "2026-11-20" })).toBe("fal.ai (2026-11-20)");
  expect(sourceWords({ source: "fal.ai 2026-11-20", as_of: "2026-11-20" })).toBe("fal.ai 2026-11-20");
  expect(sourceWords({ source: "derived", as_of: null })).toBe("derived");
  expect(retiresWords({ retires: "2027-01-06" })).toBe("Retires 6 Jan 2027");
  expect(retiresWords({ retires: null })).toBe(null);
});

it("whatever is typed becomes a name that models can begin with", () => {
  expect(serverName("My Server")).toBe("my-server");
  expect(serverName("  ./gpu box/")).toBe("gpu-box-");
  expect(finishedName(serverName("gpu "))).toBe("gpu");
  expect(serverName("My ")).toBe("my-");
});

it("an error is said at the field it is about", () => {
  const wrong = new ApiError("invalid_input", "`body.url` does not fit", 422, { place: "body.url", why: "No address" });
  expect(problemOf(wrong)).toEqual({ field: "url", words: "No address." });
  expect(problemOf(new ApiError("name_taken", "Taken.", 409))).toEqual({ field: "name", words: "Taken." });
  expect(problemOf(new ApiError("offline", "No line.", 0))).toEqual({ field: "form", words: "No line." });
});

it("no card moves when one is connected, and a new one comes where the server puts it", () => {
  const [builtin, fal, openai] = [card("builtin"), card("fal"), card("openai")];
  const ids = (cards: ProviderCard[]) => cards.map(({ id }) => id);
  expect(ids(inSteadyOrder([builtin, openai, fal], []))).toEqual(["builtin", "openai", "fal"]);
  expect(ids(inSteadyOrder([builtin, openai, fal], ["builtin", "fal", "openai"]))).toEqual([
    "builtin",
    "fal",
    "openai",
  ]);
  const added = inSteadyOrder([builtin, card("mine"), openai, fal], ["builtin", "fal", "openai"]);
  expect(ids(added)).toEqual(["builtin", "mine", "fal", "openai"]);
  expect(ids(inSteadyOrder([builtin, openai], ["builtin", "fal", "openai"]))).toEqual(["builtin", "openai"]);
});
