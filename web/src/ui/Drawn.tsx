// Words for the eye alone: the accessible name of what they stand in says the same in full.
import { classes } from "./classes";

export function Drawn({ words, className }: { words: string; className?: string }) {
  return <span aria-hidden="true" data-words={words} className={classes("drawn", className)} />;
}
