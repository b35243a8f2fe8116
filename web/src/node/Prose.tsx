// Markdown as quiet prose. HTML in it is shown as text, never run; links open elsewhere.
import { memo } from "react";
import Markdown, { type Components } from "react-markdown";

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
      <Markdown components={COMPONENTS}>{text}</Markdown>
    </div>
  );
});
