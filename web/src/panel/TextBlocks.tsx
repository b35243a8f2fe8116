// The connected texts that are not already placed among the words of the prompt.
import type { PanelText } from "../api/types";
import { useDocument, useIncoming } from "../document/context";
import { inOrder } from "./reorder";
import { TextBlock } from "./TextBlock";

interface Props {
  nodeId: string;
  texts: readonly PanelText[];
  onPlace: (node: string) => void;
}

export function TextBlocks({ nodeId, texts, onPlace }: Props) {
  const document = useDocument();
  const incoming = useIncoming(nodeId);
  const aside = new Set(incoming.filter((connection) => connection.aside).map((connection) => connection.from));
  const connected = inOrder(
    texts,
    incoming.map((connection) => connection.from),
  );
  const loose = connected.filter((text) => !text.placed).map((text) => ({ ...text, aside: aside.has(text.node) }));
  if (loose.length === 0) return null;
  return (
    <ul aria-label="Connected texts" className="flex flex-col gap-1.5 px-3 pt-3">
      {loose.map((text) => (
        <TextBlock
          key={text.node}
          text={text}
          onPlace={() => onPlace(text.node)}
          onAside={(aside) => document.setAside(text.node, nodeId, aside)}
        />
      ))}
    </ul>
  );
}
