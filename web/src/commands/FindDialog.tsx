// Finds nodes by their words, and everything that can be done by its name.
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Frame, Search } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { Workspace } from "../canvas/workspace";
import { useWorkspace } from "../canvas/workspace_context";
import { KindIcon } from "../ui/kinds";
import type { Command } from "./command";
import { COMMANDS, inGroups, isAvailable } from "./commands";
import { type Found, findNodes, holds } from "./finding";
import { KeyCaps } from "./KeyCaps";
import { showDialog, useOpenDialog } from "./open_dialog";

/** Nodes that are listed at most: who looks for more types more. */
const MOST = 30;

interface Choice {
  id: string;
  name: string;
  found?: Found;
  /** Ids of the nodes of a group. */
  members?: ReadonlySet<string>;
  command?: Command;
}

interface Section {
  value: string;
  items: Choice[];
}

export function FindDialog() {
  const open = useOpenDialog((state) => state.open === "find");
  const before = useRef<Element | null>(null);
  // Where the focus was, for what is chosen: the window that closes must not take it away again.
  if (!open) before.current = null;
  else before.current ??= document.activeElement;
  const choose = (act: () => void) => {
    const back = before.current;
    showDialog(null);
    requestAnimationFrame(() => {
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
      act();
    });
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || showDialog(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity duration-(--calm) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Find"
          className="popup -translate-x-1/2 fixed top-[max(1rem,14vh)] left-1/2 z-30 flex max-h-[min(30rem,72dvh)] w-[min(36rem,calc(100vw-2rem))] flex-col overflow-hidden rounded-card bg-sheet shadow-float outline-none"
        >
          <Finder onChoose={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ onChoose }: { onChoose: (act: () => void) => void }) {
  const workspace = useWorkspace();
  const [query, setQuery] = useState("");
  const sections = useMemo(() => sectionsFor(workspace, query), [workspace, query]);
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      items={sections}
      value={query}
      onValueChange={setQuery}
      itemToStringValue={({ name }: Choice) => name}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex shrink-0 items-center gap-3 border-line border-b px-4">
        <Search aria-hidden="true" size={16} strokeWidth={1.5} className="shrink-0 text-ink-faint" />
        <Autocomplete.Input
          aria-label="Find a node or a command"
          placeholder="Find a node or a command"
          className="h-12 flex-1 bg-transparent text-[15px] text-ink outline-none placeholder:text-ink-faint"
        />
      </div>
      <Autocomplete.Empty className="px-4 py-6 text-ink-soft text-ui empty:hidden">
        Nothing has these words.
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 empty:hidden">
        {(section: Section) => (
          <Autocomplete.Group key={section.value} items={section.items}>
            <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-ink-faint text-label">
              {section.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(choice: Choice) => (
                <Autocomplete.Item
                  key={choice.id}
                  value={choice}
                  onClick={() => onChoose(() => act(workspace, choice))}
                  className="flex min-h-9 select-none items-center gap-3 rounded-[6px] px-2.5 py-1 text-ink text-ui outline-none data-highlighted:bg-hover"
                >
                  <Row choice={choice} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function Row({ choice: { found, command, members, name } }: { choice: Choice }) {
  if (!found) {
    return (
      <>
        {members && <Frame aria-hidden="true" size={16} strokeWidth={1.5} className="shrink-0 text-ink-faint" />}
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {command?.keys?.[0] && <KeyCaps keys={command.keys[0]} />}
      </>
    );
  }
  return (
    <>
      <KindIcon kind={found.card.kind} size={16} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        {found.around && <span className="block truncate text-ink-faint text-label">{found.around}</span>}
      </span>
    </>
  );
}

function sectionsFor(workspace: Workspace, query: string): Section[] {
  const nodes = findNodes(workspace.document.all(), query, MOST).map((found) => ({
    id: found.card.id,
    name: found.card.title,
    found,
  }));
  const groups = query.trim() === "" ? [] : groupsFor(workspace, query);
  const commands = COMMANDS.filter(
    (command) => holds(`${command.name} ${command.words ?? ""}`, query) && isAvailable(command, workspace),
  );
  const sections = inGroups(commands).map(({ value, items }) => ({
    value,
    items: items.map((command) => ({ id: `${value} ${command.name}`, name: command.name, command })),
  }));
  const here: Choice[] = [...groups, ...nodes];
  return here.length > 0 ? [{ value: "On this canvas", items: here }, ...sections] : sections;
}

function groupsFor({ groups }: Workspace, query: string): Choice[] {
  return [...groups.all()]
    .filter(({ title }) => holds(title, query))
    .map(({ id, title, members }) => ({ id: `group ${id}`, name: title, members }));
}

function act(workspace: Workspace, { id, command, members }: Choice): void {
  if (command) command.run(workspace);
  else if (members) workspace.showAll(members);
  else workspace.goTo(id);
}
