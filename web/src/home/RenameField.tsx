// The title of a card while it is being typed: Enter and leaving keep it, Escape does not.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

interface Props {
  title: string;
  /** The new title, or null when there is none. */
  onDone: (title: string | null) => void;
}

export function RenameField({ title, onDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(title);

  useEffect(() => field.current?.select(), []);

  function leave(): void {
    const next = name.trim();
    onDone(next && next !== title ? next : null);
  }

  function keys(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    if (event.key === "Enter") leave();
    if (event.key === "Escape") onDone(null);
  }

  return (
    <input
      ref={field}
      // biome-ignore lint/a11y/noAutofocus: somebody has just asked to rename it
      autoFocus
      aria-label="Canvas name"
      value={name}
      maxLength={200}
      onChange={(event) => setName(event.target.value)}
      onBlur={leave}
      onKeyDown={keys}
      className="-mx-2 -my-0.5 h-6 w-[calc(100%+1rem)] rounded-[6px] bg-card px-2 font-medium text-ink text-ui outline-none shadow-[inset_0_0_0_1px_var(--ring)]"
    />
  );
}
