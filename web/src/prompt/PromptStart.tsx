// The connected texts that no chip places: they go before the words, in connection order, or are left out.
import type { Mention } from "./mentions";
import { StartBlock } from "./StartBlock";
import type { Card } from "./use_card";

interface Props {
  texts: readonly Mention[];
  card: Card;
  onPlace: (node: string) => void;
  onAside: (node: string, aside: boolean) => void;
  onCarry: (node: string, face: HTMLElement, press: PointerEvent, onMoved: () => void) => void;
}

export function PromptStart({ texts, card, onPlace, onAside, onCarry }: Props) {
  if (texts.length === 0) return null;
  return (
    <ul
      data-prompt-start
      aria-label="Connected texts"
      className="flex max-h-47 select-none flex-col gap-1.5 overflow-y-auto pt-2 pb-0.5"
    >
      {texts.map((text) => (
        <StartBlock
          key={text.node}
          text={text}
          card={card}
          onPlace={() => onPlace(text.node)}
          onAside={(aside) => onAside(text.node, aside)}
          onCarry={(face, press, onMoved) => onCarry(text.node, face, press, onMoved)}
        />
      ))}
    </ul>
  );
}
