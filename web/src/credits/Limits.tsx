// Spending limits: the most that is spent in a day, and on single canvases.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { getLimits, putLimits } from "../api/client";
import { messageOf } from "../api/errors";
import type { SpendingLimits, SpendingLimitsShown } from "../api/types";
import { titleOf, useTitles } from "../generations/use_titles";
import { Button } from "../ui/Button";
import { Menu, MenuItem } from "../ui/Menu";
import { Skeleton } from "../ui/Skeleton";
import { toast } from "../ui/Toasts";
import { LimitField } from "./LimitField";
import { withCanvas } from "./limit_words";

/** The limit that a canvas gets when one is added: a start, to be changed at once. */
const FIRST = "100";

export function Limits() {
  const { data, error, refetch } = useQuery({ queryKey: ["limits"], queryFn: getLimits });
  return (
    <section aria-labelledby="limits" className="mt-10">
      <h2 id="limits" className="font-medium text-ink text-ui">
        Spending limits
      </h2>
      <p className="pt-0.5 pb-3 text-ink-soft text-ui">
        Nothing begins that would pass one. What is under way goes on, and counts with what it holds.
      </p>
      <div className="rounded-card bg-card hairline">
        {data && <Known limits={data} />}
        {!data && !error && <Skeleton className="m-4 h-8" />}
        {!data && error && (
          <p role="alert" className="flex items-center justify-between p-4 text-ink-soft text-ui">
            {error.message}
            <Button small onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}

function Known({ limits }: { limits: SpendingLimitsShown }) {
  const titles = useTitles();
  const set = useSetLimits();
  const { day = null, canvases = {}, spent_today: today, spent } = limits;
  const change = (canvas: string, amount: string | null) =>
    set({ day, canvases: withCanvas(canvases, canvas, amount) });
  return (
    <>
      <LimitField
        name="In a day"
        words={`${today} spent today, since midnight`}
        amount={day}
        onSet={(amount) => set({ day: amount, canvases })}
      />
      {Object.entries(canvases).map(([canvas, amount]) => (
        <LimitField
          key={canvas}
          name={`On “${titleOf(titles, canvas)}”`}
          words={`${spent[canvas] ?? "0"} spent on it so far`}
          amount={amount}
          onSet={(next) => change(canvas, next)}
        />
      ))}
      <AddCanvas taken={Object.keys(canvases)} onAdd={(canvas) => void change(canvas, FIRST)} />
    </>
  );
}

/** Gives what went wrong in words, or null. */
function useSetLimits(): (limits: SpendingLimits) => Promise<string | null> {
  const queries = useQueryClient();
  return async (limits) => {
    try {
      queries.setQueryData(["limits"], await putLimits(limits));
      toast({ text: "The limits are changed." });
      return null;
    } catch (error) {
      return messageOf(error);
    }
  };
}

function AddCanvas({ taken, onAdd }: { taken: readonly string[]; onAdd: (canvas: string) => void }) {
  const left = [...(useTitles() ?? [])].filter(([id]) => !taken.includes(id));
  if (left.length === 0) return null;
  return (
    <div className="border-line border-t px-2 py-1.5">
      <Menu
        trigger={
          <Button small look="quiet">
            <Plus aria-hidden="true" size={14} strokeWidth={1.5} />
            Limit a canvas
          </Button>
        }
      >
        {left.map(([id, title]) => (
          <MenuItem key={id} onSelect={() => onAdd(id)}>
            {title}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
