// How keys are written down, read from an event, and shown as they stand on the keyboard in front of the person.

/** Parts separated by spaces, such as "Mod Shift Z": "Mod" is ⌘ on Apple's keyboards and Ctrl on all others. */
export type Keys = string;

const APPLE = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
const CAPS: Record<string, string> = { "-": "−", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const APPLE_CAPS: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧", Delete: "⌫" };

export function keyCaps(keys: Keys, apple = APPLE): string[] {
  const caps: Record<string, string> = apple ? { ...CAPS, ...APPLE_CAPS } : { ...CAPS, Mod: "Ctrl" };
  return keys.split(" ").map((key) => caps[key] ?? key);
}

/** In one line, for tooltips and menus. */
export function keyWords(keys: Keys, apple = APPLE): string {
  return keyCaps(keys, apple).join(apple ? "" : " ");
}

type Pressed = Pick<KeyboardEvent, "key" | "code" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">;

/** The keys of an event. Shift counts with letters and named keys only: a sign may need it on one keyboard and not on another. */
export function keysOf({ key: said, code, metaKey, ctrlKey, altKey, shiftKey }: Pressed): Keys {
  // With Alt a letter key says another sign on Apple's keyboards.
  const key = altKey && /^Key[A-Z]$/.test(code) ? code.slice("Key".length) : said;
  const sign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  const held = [metaKey || ctrlKey ? "Mod" : "", altKey ? "Alt" : "", shiftKey && !sign ? "Shift" : ""];
  return [...held, key.length === 1 ? key.toUpperCase() : key].filter(Boolean).join(" ");
}
