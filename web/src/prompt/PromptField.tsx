// The whole prompt as one reads it from top to bottom: connected texts first, then the words with their chips.
import { type Ref, useImperativeHandle, useRef } from "react";
import type { Panel } from "../api/types";
import { useWorkspace } from "../canvas/workspace_context";
import { useDocument } from "../document/context";
import { ChipCard } from "./ChipCard";
import { cardActions } from "./card_actions";
import "./chips.css";
import { chipsOf, type Mention } from "./mentions";
import { Prompt, type PromptHandle } from "./Prompt";
import { PromptStart } from "./PromptStart";
import { useCard } from "./use_card";
import { useMentions } from "./use_mentions";

interface Props {
  nodeId: string;
  panel: Panel;
  hint: string;
  /** Cmd or Ctrl with Enter. */
  onSubmit: () => void;
  ref?: Ref<Pick<PromptHandle, "insert">>;
}

function isAtStart({ kind, state }: Mention): boolean {
  return kind === "text" && state !== "broken";
}

export function PromptField({ nodeId, panel, hint, onSubmit, ref }: Props) {
  const document = useDocument();
  const workspace = useWorkspace();
  const prompt = useRef<PromptHandle>(null);
  const mentions = useMentions(nodeId, panel);
  const card = useCard();
  const insert = (node: string) => prompt.current?.insert(node);
  const setAside = (node: string, aside: boolean) => document.setAside(node, nodeId, aside);
  useImperativeHandle(ref, () => ({ insert }));

  const placed = new Set(chipsOf(document.get(nodeId)?.prompt ?? ""));
  const { open } = card;
  const mention = open ? mentions.find(({ node }) => node === open.node) : undefined;
  const refused = mention?.state === "broken" ? document.refusal(mention.node, nodeId) : null;
  const actions = cardActions(mention, open !== null && open.anchor.closest("[data-prompt-start]") === null, {
    goTo: (node) => workspace.goTo(node),
    connect: refused ? null : (node) => document.connect(node, nodeId),
    setAside,
    insert,
    remove: () => open && prompt.current?.remove(open.anchor),
    moveToStart: () => open && prompt.current?.moveToStart(open.anchor),
  });

  return (
    <div className="px-3 pt-1">
      <PromptStart
        texts={mentions.filter((one) => isAtStart(one) && !placed.has(one.node))}
        card={card}
        onPlace={insert}
        onAside={setAside}
        onCarry={(...load) => prompt.current?.carry(...load)}
      />
      <Prompt ref={prompt} {...{ nodeId, mentions, hint, onSubmit, card }} />
      <ChipCard
        {...{ card, mention, actions }}
        refusal={refused?.message ?? null}
        onLeave={(anchor) => (anchor instanceof HTMLButtonElement ? anchor.focus() : prompt.current?.focus())}
      />
    </div>
  );
}
