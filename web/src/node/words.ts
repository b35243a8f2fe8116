// How long a text is: in words, and read aloud.

/** Words a minute that a narrator reads. */
const PACE = 150;

/** Of any script: Chinese, Japanese and Thai have no spaces between their words. Marks of Markdown are no words. */
export function wordsIn(text: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (isWordLike) count++;
  }
  return count;
}

/** Seconds. */
export function readingTime(words: number): number {
  return Math.ceil((words * 60) / PACE);
}
