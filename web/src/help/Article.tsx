// A document as one reads it: prose, tables, and headings that can be linked to.
import type { ReactNode } from "react";
import type { Components } from "react-markdown";
import { MarkdownText } from "../ui/MarkdownText";
import { slugOf } from "../ui/markdown_blocks";
import { addressOf } from "./documents";
import "./help.css";

const REPOSITORY_WORDS = "in the repository";

const COMPONENTS: Components = {
  a: ({ href, children }) => <DocumentLink href={href ?? ""}>{children}</DocumentLink>,
  h2: ({ children }) => <h2 id={slugOf(wordsOf(children))}>{children}</h2>,
  h3: ({ children }) => <h3 id={slugOf(wordsOf(children))}>{children}</h3>,
  img: ({ alt }) => <em>{alt}</em>,
};

export function Article({ text }: { text: string }) {
  return (
    <article className="article">
      <MarkdownText text={text} components={COMPONENTS} />
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

function wordsOf(children: ReactNode): string {
  if (typeof children === "string" || typeof children === "number") return String(children);
  if (Array.isArray(children)) return children.map(wordsOf).join("");
  if (children && typeof children === "object" && "props" in children)
    return wordsOf((children.props as { children?: ReactNode }).children);
  return "";
}
