import { recordTypeOf, type Collection } from '../../src/domain/record-types.ts';
import type { CommunitySql } from '../store/community.ts';
import { longestWord, type Sql } from '../store/store.ts';
import type { Touched } from '../store/touched.ts';

/** What the processes on one store tell each other: what may concern open streams, and nothing of its content. */
export type Hint =
  | { readonly of: 'touched'; readonly community: string; readonly touched: readonly Touched[] }
  | { readonly of: 'ended'; readonly device: string };

/** Collection, kind and place, then whom it involves. */
type Compact = readonly [c: string, kind: string, place: string, ...involves: string[]];

/** So many people that even one entry of them is shorter than a word may be. */
const mostInvolved = 100;

function compact({ c, kind, place, involves }: Touched): Compact[] {
  if (involves.length <= mostInvolved) return [[c, kind, place, ...involves]];
  const first = involves.slice(0, mostInvolved);
  const rest = involves.slice(mostInvolved);
  return [[c, kind, place, ...first], ...compact({ c, kind, place, involves: rest })];
}

/** As few words as the entries fit into, each entry once. */
function wordsFor(community: string, touched: readonly Touched[]): string[] {
  const entries = [...new Set(touched.flatMap(compact).map((entry) => JSON.stringify(entry)))];
  const begin = `["touched",${JSON.stringify(community)}`;
  const words: string[] = [];
  let word = begin;
  for (const entry of entries) {
    if (word.length + entry.length + 2 > longestWord) {
      words.push(`${word}]`);
      word = begin;
    }
    word += `,${entry}`;
  }
  return word === begin ? words : [...words, `${word}]`];
}

/** Tells every process, with the commit, that there may be something to pull. */
export async function tellTouched(sql: CommunitySql, touched: readonly Touched[]): Promise<void> {
  for (const word of wordsFor(sql.community, touched)) await sql.tell(word);
}

/** Tells every process, with the commit, that a device's session is over: its streams are closed at once. */
export async function tellEnded(sql: Sql, device: string): Promise<void> {
  await sql.tell(JSON.stringify(['ended', device]));
}

function entriesOf(word: string): unknown[] {
  try {
    const read: unknown = JSON.parse(word);
    return Array.isArray(read) ? read : [];
  } catch {
    // Somebody else speaks on this channel too; he is not meant for us.
    return [];
  }
}

/** An entry as it was meant; none where a newer version of this program tells of what is not known here. */
function touchedIn(entry: unknown): Touched[] {
  if (!Array.isArray(entry) || entry.length < 3) return [];
  const texts = entry.filter((part) => typeof part === 'string');
  const [c = '', kind = '', place = '', ...involves] = texts;
  if (texts.length < entry.length || !recordTypeOf(c)) return [];
  return [{ c: c as Collection, kind, place, involves }];
}

/** A word as it was meant; null for one that is not ours, or from a newer version of this program. */
export function readHint(word: string): Hint | null {
  const [of, about, ...entries] = entriesOf(word);
  if (typeof about !== 'string') return null;
  if (of === 'ended') return { of, device: about };
  if (of !== 'touched') return null;
  return { of, community: about, touched: entries.flatMap(touchedIn) };
}
