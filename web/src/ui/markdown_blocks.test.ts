import { describe, expect, it } from "vitest";
import { blocksOf, headingsOf, slugOf } from "./markdown_blocks";

describe("a help page", () => {
  it("is split into text and tables", () => {
    const blocks = blocksOf("Before\n\n| a | b |\n|---|---|\n| 1 | `x\\|y` |\n\nAfter");
    expect(blocks.map(({ type }) => type)).toEqual(["text", "table", "text"]);
    expect(blocks[1]).toMatchObject({ head: ["a", "b"], rows: [["1", "`x|y`"]] });
  });

  it("keeps what looks like a table inside a code block", () => {
    expect(blocksOf("```\n| a |\n|---|\n```").map(({ type }) => type)).toEqual(["text"]);
  });

  it("hides the marks of what was generated", () => {
    expect(blocksOf("<!-- connections -->\nText")).toEqual([{ type: "text", text: "Text" }]);
  });

  it("has its headings as contents, but not its title", () => {
    const headings = headingsOf("# Title\n## First `one`\n```\n## no heading\n```\n### Deeper");
    expect(headings).toEqual([
      { level: 2, title: "First one", slug: "first-one" },
      { level: 3, title: "Deeper", slug: "deeper" },
    ]);
  });

  it("names a heading in an address as GitHub does", () => {
    expect(slugOf("1. Why is Generate off?")).toBe("1-why-is-generate-off");
  });
});
