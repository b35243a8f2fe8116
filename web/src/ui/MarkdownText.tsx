// Markdown drawn with its tables, which the renderer does not know. HTML in it is shown as text, never run.
import { useMemo } from "react";
import Markdown, { type Components } from "react-markdown";
import { blocksOf } from "./markdown_blocks";

interface Props {
  text: string;
  /** How links, pictures and headings are drawn. */
  components: Components;
}

export function MarkdownText({ text, components }: Props) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  const inline = useMemo<Components>(() => ({ ...components, p: ({ children }) => children }), [components]);
  return blocks.map((block, place) =>
    block.type === "text" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a block has no other name than its place
      <Markdown key={place} components={components}>
        {block.text}
      </Markdown>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a block has no other name than its place
      <Table key={place} head={block.head} rows={block.rows} inline={inline} />
    ),
  );
}

interface TableProps {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  inline: Components;
}

function Table({ head, rows, inline }: TableProps) {
  return (
    <div className="markdown-table">
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no other name than its column
              <th key={column} scope="col">
                <Markdown components={inline}>{cell}</Markdown>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
            <tr key={place}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no other name than its column
                <td key={column}>
                  <Markdown components={inline}>{cell}</Markdown>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
