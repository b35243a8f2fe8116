// The sheet of keys: every command that has some, and what the hand does.
import type { ReactNode } from "react";
import { Dialog } from "../ui/Dialog";
import { COMMANDS, GESTURES, inGroups } from "./commands";
import { KeyCaps } from "./KeyCaps";
import type { Keys } from "./keys";
import { showDialog, useOpenDialog } from "./open_dialog";

export function ShortcutsDialog() {
  const open = useOpenDialog((state) => state.open === "shortcuts");
  return (
    <Dialog title="Keyboard shortcuts" size="middle" open={open} onClose={() => showDialog(null)}>
      <div className="gap-8 px-4 pb-4 sm:columns-2">
        {inGroups(COMMANDS.filter(({ keys }) => keys)).map(({ value, items }) => (
          <Section key={value} name={value}>
            {items.map(({ name, keys }) => (
              <Row key={name} name={name} keys={keys?.[0] ?? ""} />
            ))}
          </Section>
        ))}
        <Section name="By hand">
          {GESTURES.map(({ name, keys }) => (
            <Row key={name} name={name} keys={keys} />
          ))}
        </Section>
      </div>
    </Dialog>
  );
}

function Section({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="break-inside-avoid pb-4">
      <h3 className="pb-1 text-ink-faint text-label">{name}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ name, keys }: { name: string; keys: Keys }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4 text-ink text-ui">
      <dt>{name}</dt>
      <dd>
        <KeyCaps keys={keys} />
      </dd>
    </div>
  );
}
