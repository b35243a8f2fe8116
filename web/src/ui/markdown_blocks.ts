// Splits Markdown into what the renderer draws and the tables it does not know, and finds the headings.

export type Block =
  | { type: "text"; text: string }
  | { type: "table"; head: readonly string[]; rows: readonly (readonly string[])[] };

export interface Heading {
  level: number;
  title: string;
  slug: string;
}

const RULE = /^\s*\|?(\s*:?-{3,}:?\s*\|)+\s*(:?-{3,}:?\s*)?$/;
const FENCE = /^\s*(```|~~~)/;

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = withoutComments(markdown).split("\n");
  let text: string[] = [];
  let fenced = false;
  const flush = () => {
    if (text.some((line) => line.trim())) blocks.push({ type: "text", text: text.join("\n") });
    text = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (FENCE.test(line)) fenced = !fenced;
    if (fenced || !line.includes("|") || !RULE.test(lines[at + 1] ?? "")) {
      text.push(line);
      continue;
    }
    flush();
    let end = at + 2;
    while ((lines[end] ?? "").includes("|")) end++;
    blocks.push({ type: "table", head: cellsOf(line), rows: lines.slice(at + 2, end).map(cellsOf) });
    at = end - 1;
  }
  flush();
  return blocks;
}

/** Of levels 2 and 3: the page's own title is no part of its contents. */
export function headingsOf(markdown: string): readonly Heading[] {
  let fenced = false;
  return markdown.split("\n").flatMap((line) => {
    if (FENCE.test(line)) fenced = !fenced;
    const [, marks, title] = (!fenced && /^(#{2,3}) (.+?)\s*$/.exec(line)) || [];
    return marks && title ? [{ level: marks.length, title: plain(title), slug: slugOf(title) }] : [];
  });
}

/** The name of a heading in an address, as GitHub makes it. */
export function slugOf(title: string): string {
  return plain(title)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

function plain(title: string): string {
  return title.replace(/[`*]/g, "").replace(/\[(.+?)\]\(.+?\)/g, "$1");
}

function cellsOf(row: string): string[] {
  const inner = row.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

/** The marks between which a table was generated are not for readers. */
function withoutComments(markdown: string): string {
  return markdown.replace(/<!--[\s\S]*?-->\n?/g, "");
}
