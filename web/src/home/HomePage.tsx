// Home: every canvas with a picture of what is on it, the one edited last first.
import { Plus, Search, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { isTyping } from "../canvas/targets";
import { ImportButton } from "../exchange/ImportButton";
import { ImportDrop } from "../exchange/ImportDrop";
import { HomeHeader } from "../header/HomeHeader";
import { Button } from "../ui/Button";
import { CanvasCard } from "./CanvasCard";
import { create, named, useCanvases } from "./canvases";
import { FirstUse } from "./FirstUse";
import { Grid, GridLoading } from "./Grid";
import { ListFailed } from "./ListFailed";

/** From here on, looking is slower than searching. */
const MANY = 9;

export function HomePage() {
  const { data: canvases, error, refetch } = useCanvases();
  const [words, setWords] = useState("");
  const found = canvases && named(canvases, words);
  useNewKey();
  return (
    <>
      <HomeHeader />
      <ImportDrop />
      <main className="mx-auto w-full max-w-[88rem] px-4 pb-24 sm:px-8">
        {canvases?.length !== 0 && (
          <div className="flex flex-wrap items-center gap-2 pt-4 pb-5 sm:pt-8 sm:pb-6">
            <h1 className="mr-auto font-semibold text-ink text-title">Canvases</h1>
            {canvases && canvases.length >= MANY && <SearchField words={words} onChange={setWords} />}
            <Actions />
          </div>
        )}
        {!canvases && !error && <GridLoading />}
        {!canvases && error && <ListFailed message={error.message} onRetry={() => void refetch()} />}
        {canvases?.length === 0 && <FirstUse />}
        {found && found.length > 0 && (
          <Grid label="Canvases">
            {found.map((canvas) => (
              <CanvasCard key={canvas.id} canvas={canvas} />
            ))}
          </Grid>
        )}
        {canvases && canvases.length > 0 && found?.length === 0 && <NothingFound words={words} />}
        {canvases && <DeletedLink />}
      </main>
    </>
  );
}

function Actions() {
  return (
    <>
      <ImportButton />
      <NewButton />
    </>
  );
}

export function NewButton() {
  return (
    <Button look="primary" aria-keyshortcuts="N" title="New canvas (N)" onClick={() => void create()}>
      <Plus aria-hidden="true" size={16} strokeWidth={1.75} />
      New canvas
    </Button>
  );
}

function SearchField({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  return (
    <label className="order-last flex h-8 w-full items-center gap-2 rounded-control bg-field px-2.5 shadow-[inset_0_0_0_1px_var(--line)] focus-within:outline-2 focus-within:outline-ring sm:order-none sm:w-56">
      <Search aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
      <input
        type="search"
        aria-label="Find a canvas"
        placeholder="Find a canvas"
        value={words}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        className="min-w-0 flex-1 bg-transparent text-ink text-ui outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  );
}

function NothingFound({ words }: { words: string }) {
  return (
    <p role="status" className="py-24 text-center text-ink-soft text-prose">
      No canvas has “{words.trim()}” in its title.
    </p>
  );
}

function DeletedLink() {
  return (
    <p className="pt-12">
      <a
        href="/deleted"
        className="-ml-2.5 inline-flex h-8 items-center gap-2 rounded-control px-2.5 text-ink-faint text-ui transition-colors hover:bg-hover hover:text-ink"
      >
        <Trash2 aria-hidden="true" size={16} strokeWidth={1.5} />
        Deleted canvases
      </a>
    </p>
  );
}

/** N makes a new canvas, unless somebody types or a menu is open. */
function useNewKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const plain = !(event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.repeat);
      const elsewhere = event.target instanceof Element && event.target.closest("[role=menu], [role=dialog]");
      if (event.key.toLowerCase() !== "n" || !plain || isTyping(event.target) || elsewhere) return;
      event.preventDefault();
      void create();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
