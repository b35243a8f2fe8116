// The request behind a generation, whole: the prompt, what went in, of whom, with which settings.
import { navigate } from "../address";
import type { GivenReference, Story } from "../api/types";
import { Fact } from "../assets/AssetFacts";
import { AssetThumb } from "../assets/AssetThumb";
import { settingName, settingValue, wordsOfUse } from "../assets/asset_words";
import { assetAddress } from "../assets/search";
import { useGone } from "../node/gone_files";
import { frameWords, pickOf } from "../panel/reference_words";
import { exactMoment } from "../ui/time";
import { tookWords } from "./history_words";
import { titleOf, useTitles } from "./use_titles";

export function StoryRequest({ story }: { story: Story }) {
  const { generation } = story.chapter;
  const { made, note } = story;
  const settings = Object.entries(made.settings);
  const took = tookWords(generation);
  const titles = useTitles();
  return (
    <>
      <Fact name="Prompt">
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys
          tabIndex={0}
          aria-label="The whole prompt"
          className="max-h-52 select-text overflow-y-auto whitespace-pre-wrap"
        >
          {made.prompt || "None"}
        </section>
      </Fact>
      {made.references.length > 0 && (
        <Fact name="What went in">
          <ul aria-label="What went in" className="flex flex-wrap gap-2 pt-1">
            {made.references.map((given, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same content may go in twice, and the order is fixed
              <li key={index}>
                <Ingredient given={given} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name="Model">{`${made.model_name}, ${made.mode_name}`}</Fact>
      {settings.length > 0 && (
        <Fact name="Settings">
          <ul className="flex flex-wrap gap-x-3">
            {settings.map(([name, value]) => (
              <li key={name}>
                <span className="text-ink-soft">{settingName(name)}</span> {settingValue(value)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {note && <Fact name="What the model says">{note}</Fact>}
      <Fact name="Canvas">{titleOf(titles, generation.canvas)}</Fact>
      <Fact name="Begun">
        {exactMoment(generation.created)}
        {took && <span className="text-ink-soft">{`, took ${took}`}</span>}
      </Fact>
    </>
  );
}

function Ingredient({ given: { asset, kind, label, use, frame } }: { given: GivenReference }) {
  const gone = useGone(asset);
  const purpose = frame === null ? wordsOfUse(use) : frameWords(pickOf(frame));
  const words = use === "reference" ? label : `${label}, ${purpose.toLowerCase()}`;
  return (
    <AssetThumb {...{ kind, gone, words }} id={asset} onOpen={gone ? undefined : () => navigate(assetAddress(asset))} />
  );
}
