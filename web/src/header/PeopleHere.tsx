// Who else has this canvas open, each by their initials in the colour of their ring; nothing while one is alone.
import { useOthers } from "../document/context";
import type { Person } from "../document/people";
import { Tooltip } from "../ui/Tooltip";

/** Faces that are drawn; the others are counted. */
const DRAWN = 4;

export function PeopleHere() {
  const others = useOthers();
  if (others.length === 0) return null;
  const more = others.slice(DRAWN);
  return (
    <ul aria-label="Also here" className="flex items-center -space-x-1.5 px-1.5">
      {others.slice(0, DRAWN).map((person) => (
        <Face key={person.id} person={person} />
      ))}
      {more.length > 0 && (
        <Tooltip side="bottom" text={more.map(({ name }) => name).join(", ")}>
          <li className="person bg-field text-ink-soft">+{more.length}</li>
        </Tooltip>
      )}
    </ul>
  );
}

function Face({ person: { name, colour } }: { person: Person }) {
  return (
    <Tooltip side="bottom" text={`${name} is here`}>
      <li className="person" data-person={colour}>
        <span className="sr-only">{name}</span>
        <span aria-hidden="true">{initials(name)}</span>
      </li>
    </Tooltip>
  );
}

/** "Ada Lovelace" is AL; by whole characters, so that no emoji is split. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
