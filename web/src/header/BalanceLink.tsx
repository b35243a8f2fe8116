// What can be spent, live, on the way to the credits page.
import { Coins } from "lucide-react";
import { useLive } from "../live/store";
import { Tooltip } from "../ui/Tooltip";

export function BalanceLink() {
  const balance = useLive((state) => state.balance);
  const held = useLive((state) => state.held);
  if (balance === null) return null;
  const unit = balance === "1" ? "credit" : "credits";
  return (
    <Tooltip side="bottom" text={held && held !== "0" ? `${held} more held for what is generating` : "Credits"}>
      <a
        href="/credits"
        aria-label={`Balance: ${balance} ${unit}`}
        className="tabular flex h-8 items-center gap-1.5 rounded-control px-2.5 font-medium text-ink text-ui transition-colors hover:bg-hover"
      >
        <Coins aria-hidden="true" size={16} strokeWidth={1.5} className="text-ink-faint" />
        {balance}
      </a>
    </Tooltip>
  );
}
