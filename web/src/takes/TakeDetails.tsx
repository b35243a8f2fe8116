// Of the take one looks at: when and how it came, the request behind it, and what can be done with it.
import { Images, RotateCcw, Trash2 } from "lucide-react";
import { navigate } from "../address";
import type { Take } from "../api/types";
import { assetAddress } from "../assets/search";
import { say } from "../canvas/announcements";
import { focusPrompt } from "../canvas/prompt_focus";
import { useDocument } from "../document/context";
import type { CanvasNode } from "../document/schema";
import { Button } from "../ui/Button";
import { IconButton } from "../ui/IconButton";
import { exactMoment, moment } from "../ui/time";
import { arrange } from "./choosing";
import { closeTakes } from "./open_takes";
import { TakeRequest } from "./TakeRequest";
import { costWords, howMade } from "./take_words";

interface Props {
  node: CanvasNode;
  /** Undefined while it is on its way, and where what is typed now is looked at. */
  take: Take | undefined;
  typed: boolean;
  place: number;
  length: number;
  shown: boolean;
  onShow: () => void;
  onDelete: () => void;
}

export function TakeDetails({ node, take, typed, place, length, shown, onShow, onDelete }: Props) {
  return (
    <div className="flex h-55 flex-col max-sm:h-46 border-line border-t">
      <div className="flex h-9 shrink-0 items-center gap-2 whitespace-nowrap px-3.5 text-ink-faint text-label">
        <span className="tabular font-medium text-ink-soft">
          Take {place + 1} of {length}
        </span>
        {take && <Came take={take} />}
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys
        tabIndex={0}
        aria-label="The request behind this take"
        className="min-h-0 flex-1 overflow-y-auto px-3.5 pb-2"
      >
        {take && <TakeRequest take={take} />}
        {typed && <p className="text-ink-soft">Typed by hand. It becomes a take when another one takes its place.</p>}
      </section>
      <div className="flex h-12 shrink-0 items-center gap-1.5 border-line border-t px-2.5">
        {shown ? (
          <span className="min-w-27 px-1.5 text-ink-faint text-label">Shown now</span>
        ) : (
          <Button
            small
            look="primary"
            className="min-w-27"
            aria-disabled={!take || take.purged !== null}
            onClick={onShow}
          >
            Show this take
          </Button>
        )}
        {take?.made && <UseAgain node={node.id} made={take.made} />}
        <span className="flex-1" />
        {take?.asset && (
          <IconButton
            name="Open in assets"
            className="max-sm:hidden"
            onClick={() => take.asset && navigate(assetAddress(take.asset))}
          >
            <Images size={16} strokeWidth={1.5} />
          </IconButton>
        )}
        {take && (
          <IconButton name="Delete this take" keys="Del" onClick={onDelete}>
            <Trash2 size={16} strokeWidth={1.5} />
          </IconButton>
        )}
      </div>
    </div>
  );
}

function Came({ take }: { take: Take }) {
  return (
    <>
      <span
        title={exactMoment(take.created)}
        className="min-w-0 truncate"
      >{`${howMade(take)} ${moment(take.created)}`}</span>
      {take.made && <span className="tabular ml-auto">{costWords(take.made)}</span>}
    </>
  );
}

/** Puts back what was set then. The panel shows it, and undo takes it away again. */
function UseAgain({ node, made }: { node: string; made: NonNullable<Take["made"]> }) {
  const document = useDocument();
  const { arranged } = made;
  const use = () => {
    if (!arranged) return;
    arrange(document, node, arranged);
    closeTakes();
    focusPrompt();
    say("The prompt, mode, model and settings of this take are back in the panel");
  };
  return (
    <Button
      small
      aria-disabled={arranged === null}
      title={arranged ? undefined : "This take was made before settings were kept"}
      onClick={use}
    >
      <RotateCcw size={14} strokeWidth={1.5} />
      Use these settings again
    </Button>
  );
}
