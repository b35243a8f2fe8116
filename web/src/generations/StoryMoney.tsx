// The credits of a generation, move by move, and what its provider was paid where that is known.
import type { Story } from "../api/types";
import { Fact } from "../assets/AssetFacts";
import { dollars, micro } from "../costs/cost_sums";
import { moveWords } from "../credits/entry_words";
import { exactMoment, moment } from "../ui/time";
import { costSentence } from "./history_words";

const KEPT: Record<string, string> = {
  yes: "kept its money",
  no: "charged nothing",
  unknown: "may have kept its money",
};

export function StoryMoney({ story }: { story: Story }) {
  const { generation } = story.chapter;
  const paid = paidWords(story);
  return (
    <>
      <Fact name="Credits">
        {costSentence(generation)}
        {story.moves.length > 0 && (
          <ol aria-label="Moves of its credits" className="mt-1 flex flex-col gap-0.5 text-ink-soft text-label">
            {story.moves.map((move) => (
              <li key={move.id} className="flex justify-between gap-3">
                <span>
                  {moveWords(move)}
                  {move.returned !== "0" && `, ${move.returned} given back`}
                  <time
                    dateTime={new Date(move.at).toISOString()}
                    title={exactMoment(move.at)}
                    className="pl-1.5 text-ink-faint"
                  >
                    {moment(move.at)}
                  </time>
                </span>
                <span className="font-medium text-ink">{move.amount}</span>
              </li>
            ))}
          </ol>
        )}
      </Fact>
      {paid && <Fact name="At the provider">{paid}</Fact>}
    </>
  );
}

/** "Expected $0.04, it says $0.039"; null where nothing is known of it. */
function paidWords({ expected_usd: expected, charged_usd: charged, kept_money: kept, chapter }: Story): string | null {
  const said = [
    expected === null ? "" : `expected ${inDollars(expected)}`,
    charged === null ? "" : `it says ${inDollars(charged)}`,
    kept && chapter.generation.state !== "succeeded" && expected !== null ? (KEPT[kept] ?? "") : "",
  ].filter((part) => part !== "");
  const words = said.join(", ");
  return words && words.charAt(0).toUpperCase() + words.slice(1);
}

function inDollars(amount: string): string {
  return dollars(micro(amount) ?? 0);
}
