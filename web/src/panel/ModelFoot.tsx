// Under the list of models: what the one that is looked at is, and where more of them come from.
import { Plug } from "lucide-react";
import type { PanelModel } from "../api/types";

export function ModelFoot({ model }: { model: PanelModel | null }) {
  return (
    <div className="shrink-0 border-line border-t">
      {/* Its height is kept, so that nothing moves while one looks through the list. */}
      <p className="line-clamp-3 h-15 px-3 pt-2 text-ink-soft text-label">
        {model?.description}
        {model && !model.exact && <span className="text-ink-faint"> Price unchecked: {model.source}.</span>}
      </p>
      <a
        href="/settings"
        className="flex h-9 items-center gap-2 px-3 text-ink-faint text-label transition-colors hover:bg-hover hover:text-ink focus-visible:-outline-offset-2"
      >
        <Plug aria-hidden="true" size={14} strokeWidth={1.5} />
        Connect a provider
      </a>
    </div>
  );
}
