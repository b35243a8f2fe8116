// A note on the canvas: words on a coloured sheet, its colours above it while it is selected.
import { ColourMenu } from "../canvas/ColourMenu";
import { sizeOfNote } from "../canvas/geometry";
import { useSelection, useWorkspace } from "../canvas/workspace_context";
import { cardName, type Note } from "../document/schema";
import { inCard } from "./in_card";
import "./note.css";
import { Prose } from "./Prose";
import { ResizeHandle } from "./ResizeHandle";
import { TextEditor } from "./text_editor_later";

export function NoteCard({ note }: { note: Note }) {
  const { id, colour } = note;
  const workspace = useWorkspace();
  const selected = useSelection(({ nodes }) => nodes.has(id));
  const only = useSelection(({ nodes }) => nodes.size === 1 && nodes.has(id));
  const hovered = useSelection((selection) => selection.hovered === id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a group of form fields, a note is not
    <div
      role="group"
      aria-label={cardName(note)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a note takes the focus, to be moved, written in and deleted
      tabIndex={0}
      data-card={id}
      data-kind={note.kind}
      data-colour={colour}
      data-selected={selected || undefined}
      data-hovered={hovered || undefined}
      className="card note"
      onDoubleClick={() => workspace.edit(id, "content")}
    >
      <div className="card-frame">
        <NoteText note={note} only={only} />
      </div>
      {only && (
        <div className="note-tools nopan nodrag">
          <ColourMenu
            name="Colour of the note"
            colour={colour}
            onPick={(next) => workspace.document.recolour(id, next)}
          />
        </div>
      )}
      {only && <ResizeHandle id={id} />}
    </div>
  );
}

function NoteText({ note, only }: { note: Note; only: boolean }) {
  const editing = useSelection(({ editing: at }) => at?.node === note.id && at.part === "content");
  if (editing && only) return <TextEditor id={note.id} />;
  if (note.text === "") {
    return (
      <p data-write className="size-full cursor-text px-4.5 py-4 text-ink-soft text-prose">
        Write a note
      </p>
    );
  }
  return (
    <div
      className={
        only ? "nowheel size-full overflow-y-auto px-4.5 py-4" : "text-fade size-full overflow-hidden px-4.5 py-4"
      }
    >
      <Prose text={only ? note.text : inCard(note.text, sizeOfNote(note))} />
    </div>
  );
}
