// A document as one reads it: prose, tables, and headings that can be linked to.
import { type ReactNode, useMemo } from "react";
import Markdown, { type Components } from "react-markdown";
import { blocksOf, slugOf } from "./blocks";
import { addressOf } from "./documents";
import "./help.css";

const REPOSITORY_WORDS = "in the repository";

const COMPONENTS: Components = {
  a: ({ href, children }) => <DocumentLink href={href ?? ""}>{children}</DocumentLink>,
  h2: ({ children }) => <h2 id={slugOf(wordsOf(children))}>{children}</h2>,
  h3: ({ children }) => <h3 id={slugOf(wordsOf(children))}>{children}</h3>,
  img: ({ alt }) => <em>{alt}</em>,
};
const INLINE: Components = { ...COMPONENTS, p: ({ children }) => children };

export function Article({ text }: { text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <article className="article">
      {blocks.map((block, place) =>
        block.type === "text" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <Markdown key={place} components={COMPONENTS}>
            {block.text}
          </Markdown>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <DocumentTable key={place} head={block.head} rows={block.rows} />
        ),
      )}
    </article>
  );
}

function DocumentLink({ href, children }: { href: string; children: ReactNode }) {
  const address = addressOf(href);
  if (address) return <a href={address}>{children}</a>;
  if (/^https?:/.test(href))
    return (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  return <span title={`${href} ${REPOSITORY_WORDS}`}>{children}</span>;
}

function DocumentTable({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <div className="article-table">
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                <Markdown components={INLINE}>{cell}</Markdown>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join("|")}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no other name than its column
                <td key={column}>
                  <Markdown components={INLINE}>{cell}</Markdown>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function wordsOf(children: ReactNode): string {
  if (typeof children === "string" || typeof children === "number") return String(children);
  if (Array.isArray(children)) return children.map(wordsOf).join("");
  if (children && typeof children === "object" && "props" in children)
    return wordsOf((children.props as { children?: ReactNode }).children);
  return "";
}
