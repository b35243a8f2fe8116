// Markdown as quiet prose; links open elsewhere.
import { memo } from "react";
import type { Components } from "react-markdown";
import { MarkdownText } from "../ui/MarkdownText";

const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  // A picture from elsewhere would tell its server who reads.
  img: ({ alt }) => <em>{alt}</em>,
};

export const Prose = memo(function Prose({ text }: { text: string }) {
  return (
    <div className="prose">
      <MarkdownText text={text} components={COMPONENTS} />
    </div>
  );
});
