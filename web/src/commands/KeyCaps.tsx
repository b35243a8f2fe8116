// Keys as small caps, one beside the other.
import { type Keys, keyCaps } from "./keys";

export function KeyCaps({ keys }: { keys: Keys }) {
  return (
    <span className="flex shrink-0 gap-1">
      {keyCaps(keys).map((cap) => (
        <kbd
          key={cap}
          className="flex h-5 min-w-5 items-center justify-center rounded-[5px] bg-hover px-1.5 font-sans text-ink-soft text-tiny"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
