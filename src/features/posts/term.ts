import type { Post } from '../../domain/posts.ts';
import { formatDay } from '../../ui/format.ts';
import type { Say } from '../../ui/words.ts';
import type { postsScreenWords } from './words.ts';

/** From when a post is held and, where that is known, until when: each a fact of its own. */
export function termInWords(
  { from, until }: Pick<Post, 'from' | 'until'>,
  now: number,
  say: Say<keyof typeof postsScreenWords.zh>,
): readonly string[] {
  const begins = say(from > now ? 'future' : 'since', { day: formatDay(from) });
  return until === undefined ? [begins] : [begins, say('until', { day: formatDay(until) })];
}
