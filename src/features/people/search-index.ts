/** How a name sounds: its syllables without tones, such as wang gui ying. */
export type Pinyin = (name: string) => readonly string[];

/** What can be looked for: a person or a household. */
export interface Findable {
  readonly id: string;
  readonly name: string;
  readonly door: string;
  readonly phone: string;
  /** The place in words: 第二网格 · 5号楼1单元 402. */
  readonly where: string;
}

interface Entry<F> {
  readonly of: F;
  readonly name: string;
  readonly syllables: readonly string[];
  readonly initials: string;
  readonly door: string;
  readonly phone: string;
  readonly where: string;
}

export type SearchIndex<F> = readonly Entry<F>[];

const squeezed = (text: string): string =>
  text.toLowerCase().normalize('NFKC').replace(/[\s·]/g, '');

/** Prepares everything that can be found; `pinyin` may be missing until its dictionary has been loaded. */
export function searchIndex<F extends Findable>(
  list: readonly F[],
  pinyin: Pinyin | null,
): SearchIndex<F> {
  return list.map((of) => {
    const syllables = pinyin?.(of.name) ?? [];
    return {
      of,
      name: squeezed(of.name),
      syllables,
      initials: syllables.map((syllable) => syllable[0] ?? '').join(''),
      door: squeezed(of.door),
      phone: of.phone.replace(/\D/g, ''),
      where: squeezed(of.where),
    };
  });
}

/** Which syllable `letters` begin to spell, each whole or by its beginning: wgy, wanggy, guiying; -1 for none. */
function spelledFrom(letters: string, syllables: readonly string[]): number {
  const from = (at: number, rest: string): boolean => {
    if (rest === '') return true;
    const syllable = syllables[at];
    if (syllable === undefined) return false;
    for (let length = Math.min(rest.length, syllable.length); length > 0; length -= 1) {
      if (rest.startsWith(syllable.slice(0, length)) && from(at + 1, rest.slice(length)))
        return true;
    }
    return false;
  };
  return syllables.findIndex((_, at) => from(at, letters));
}

function score(entry: Entry<unknown>, word: string): number {
  if (entry.name === word) return 100;
  if (entry.door !== '' && entry.door === word) return 90;
  if (entry.name.startsWith(word)) return 80;
  if (entry.initials === word) return 75;
  if (entry.name.includes(word)) return 60;
  const digits = /^\d+$/.test(word);
  if (digits && word.length >= 3 && entry.phone.includes(word))
    return entry.phone.endsWith(word) ? 58 : 55;
  if (digits && entry.door.startsWith(word)) return 50;
  const at = /^[a-zü]+$/.test(word) ? spelledFrom(word, entry.syllables) : -1;
  if (at >= 0) return at === 0 ? 45 : 40;
  if (!digits && entry.where.includes(word)) return 20;
  return 0;
}

/** What fits every word of the question, best first; names, pinyin, initials, doors, telephones and places count. */
export function search<F extends Findable>(
  index: SearchIndex<F>,
  question: string,
  limit = 200,
): F[] {
  const words = question.trim().split(/\s+/).map(squeezed).filter(Boolean);
  if (words.length === 0) return [];
  const hits: { of: F; total: number }[] = [];
  for (const entry of index) {
    let total = 0;
    for (const word of words) {
      const found = score(entry, word);
      if (found === 0) {
        total = 0;
        break;
      }
      total += found;
    }
    if (total > 0) hits.push({ of: entry.of, total });
  }
  return hits
    .toSorted(
      (a, b) => b.total - a.total || a.of.where.localeCompare(b.of.where, 'zh', { numeric: true }),
    )
    .slice(0, limit)
    .map((hit) => hit.of);
}
