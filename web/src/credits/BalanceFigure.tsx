// The balance, large, and what is held for generations under way.
import { useQuery } from "@tanstack/react-query";
import { getCredits } from "../api/client";
import { useLive } from "../live/store";
import { Skeleton } from "../ui/Skeleton";

export function BalanceFigure() {
  const live = useLive();
  const { data } = useQuery({ queryKey: ["credits"], queryFn: getCredits });
  const balance = live.balance ?? data?.balance;
  const held = live.held ?? data?.held;
  return (
    <div>
      <h2 className="tabular text-ink-faint text-label">
        Balance{held && held !== "0" ? `, with ${held} more held for what is generating now` : ""}
      </h2>
      {balance === undefined ? (
        <Skeleton className="my-1 h-8 w-32" />
      ) : (
        <p className="tabular font-semibold text-figure text-ink tracking-tight">
          {balance}{" "}
          <span className="font-normal text-ink-faint text-prose tracking-normal">
            {balance === "1" ? "credit" : "credits"}
          </span>
        </p>
      )}
    </div>
  );
}
