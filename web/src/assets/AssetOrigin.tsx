// Where an asset came from: what was asked for, of whom, with what, and what it cost.
import { useQuery } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { getAsset, listModels } from "../api/client";
import type { Asset, Kind } from "../api/types";
import { IconButton } from "../ui/IconButton";
import { Fact } from "./AssetFacts";
import { AssetThumb } from "./AssetThumb";
import { type Generated, madeBy, settingName, settingValue, wordsOfUse } from "./asset_words";

interface Props {
  asset: Asset;
  onOpen: (asset: string) => void;
}

export function AssetOrigin({ asset, onOpen }: Props) {
  const { origin } = asset;
  if (origin.how !== "generated") return <Fact name="Origin">{madeBy(origin)}</Fact>;
  return (
    <>
      <Prompt text={origin.prompt} />
      {origin.note && <Fact name="What the model says">{origin.note}</Fact>}
      <MadeWith origin={origin} />
      {origin.references.length > 0 && (
        <Fact name="What went in">
          <ul aria-label="What went in" className="flex flex-wrap gap-2 pt-1">
            {origin.references.map(({ asset: id, kind, use }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same asset may go in twice, and the order is fixed
              <li key={index}>
                <Ingredient id={id} kind={kind} use={use} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name="Cost">{`${origin.credits} ${origin.credits === "1" ? "credit" : "credits"}`}</Fact>
    </>
  );
}

function Prompt({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div>
      <dt className="flex items-center justify-between text-ink-faint text-label">
        Prompt
        {text && (
          <IconButton name={copied ? "Copied" : "Copy the prompt"} small onClick={() => void copy()}>
            {copied ? <Check size={14} strokeWidth={1.5} /> : <Copy size={14} strokeWidth={1.5} />}
          </IconButton>
        )}
      </dt>
      <dd className="max-h-52 select-text overflow-y-auto whitespace-pre-wrap break-words text-ink text-ui">
        {text || "None"}
      </dd>
    </div>
  );
}

function MadeWith({ origin }: { origin: Generated }) {
  const { data: models } = useQuery({ queryKey: ["models"], queryFn: listModels, staleTime: 60_000 });
  const model = models?.find(({ id }) => id === origin.model);
  const mode = model?.modes.find(({ id }) => id === origin.mode)?.name ?? settingName(origin.mode);
  const settings = Object.entries(origin.settings ?? {});
  return (
    <>
      <Fact name="Model">
        {origin.model_name || model?.name || origin.model}
        <span className="block text-ink-faint text-label">{madeBy(origin)}</span>
      </Fact>
      {origin.mode && <Fact name="Mode">{mode}</Fact>}
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
    </>
  );
}

interface IngredientProps {
  id: string;
  kind: Kind;
  use: string;
  onOpen: (asset: string) => void;
}

function Ingredient({ id, kind, use, onOpen }: IngredientProps) {
  const { data: asset, error } = useQuery({ queryKey: ["asset", id], queryFn: () => getAsset(id) });
  const gone = error !== null || Boolean(asset?.purged);
  return (
    <AssetThumb id={id} kind={kind} gone={gone} words={wordsOfUse(use)} onOpen={gone ? undefined : () => onOpen(id)} />
  );
}
