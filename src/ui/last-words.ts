const key = 'linli.lastWords';

/** A text that was typed when the page went, and where it belongs, in words of whoever keeps it. */
export interface LastWords {
  readonly where: string;
  readonly text: string;
}

/** Notes a text in the one place that a page on its way out can still write to; the database answers too late. */
export function noteLastWords(words: LastWords): void {
  try {
    localStorage.setItem(key, JSON.stringify(words));
  } catch {
    // Forbidden or full: the text is lost if the page does not live on, as it was before.
  }
}

/** What was noted and not kept since. */
export function lastWords(): LastWords | null {
  const said = localStorage.getItem(key);
  return said === null ? null : (JSON.parse(said) as LastWords);
}

/** Where the text is kept, or its record gone, nothing of it stays; one that was noted since does. */
export function forgetLastWords(words?: LastWords): void {
  if (!words || localStorage.getItem(key) === JSON.stringify(words)) localStorage.removeItem(key);
}
