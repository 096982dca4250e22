import { useMemo } from 'react';
import { canEdit, type Reader } from '../../domain/access.ts';
import type { ConflictSide } from '../../domain/notices.ts';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { handledReviews, isForReview, openReviews } from '../../domain/rules/review.ts';
import { useNow, useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { formatDay, formatDayTime } from '../../ui/format.ts';
import { useSearchParam } from '../../ui/link.tsx';
import { useLanguage } from '../../ui/preferences.ts';
import { sayIn } from '../../ui/words.ts';
import { fieldWords } from './field-words.ts';
import type { Telling } from './telling.ts';
import { valueWords } from './value-words.ts';
import { reviewWords } from './words.ts';

export type Entry = Local<'notices'>;
export type Part = 'open' | 'handled';

/** What waits for a decision and what has been decided, with what is needed to say it in words. */
export interface Review {
  readonly reader: Reader;
  readonly now: number;
  readonly part: Part;
  readonly setPart: (part: Part) => void;
  readonly lists: Readonly<Record<Part, readonly Entry[]>>;
  readonly telling: Telling;
  readonly nameOf: (person: string) => string;
  /** Whoever wrote something, by the name he had then. */
  readonly writerOf: (origin: Pick<ConflictSide, 'by' | 'byName'>) => string;
  readonly deviceOf: (device: string) => string | null;
}

/** Undefined while the device is being read. */
export function useReview(): Review | undefined {
  const reader = useReader();
  const now = useNow();
  const language = useLanguage();
  const [partParam, setPart] = useSearchParam('part', 'open');
  const notices = useRecords('notices');
  const people = useRecords('people');
  const posts = useRecords('posts');
  const places = useRecords('places');
  return useMemo(() => {
    if (!notices || !posts || !places) return undefined;
    const say = sayIn(reviewWords, language);
    // Whoever writes holds a post; residents, of whom there are many, may be named a moment later.
    const called = new Map((people ?? []).map(({ id, name }) => [id, name]));
    for (const { person, name } of posts) called.set(person, name);
    const devices = new Map(
      notices.filter(({ kind }) => kind === 'device').map(({ id, deviceName }) => [id, deviceName]),
    );
    const names = placeNames(places);
    const mine = notices.filter(
      (notice) => isForReview(notice) && canEdit(reader, 'notices', notice, 'receipts'),
    );
    const nameOf = (person: string): string | null => called.get(person) ?? null;
    return {
      reader,
      now,
      part: partParam === 'handled' ? 'handled' : 'open',
      setPart,
      lists: { open: openReviews(mine), handled: handledReviews(mine) },
      telling: {
        say: sayIn(valueWords, language),
        sayField: sayIn(fieldWords, language),
        nameOf,
        placeOf: (path) => placeInWords(path, names),
        day: (at) => formatDay(at, language),
        dayTime: (at) => formatDayTime(at, language),
      },
      nameOf: (person) =>
        person === reader.person ? say('me') : (nameOf(person) ?? say('somebody')),
      writerOf: ({ by, byName }) =>
        by === reader.person ? say('me') : (byName ?? nameOf(by) ?? say('somebody')),
      deviceOf: (device) => devices.get(device) ?? null,
    };
  }, [notices, people, posts, places, reader, now, language, partParam, setPart]);
}

/** The address of an entry, keeping the part of the list one came from. */
export function reviewAddress(id: string, part: Part): string {
  const path = id === '' ? '/review' : `/review/${id}`;
  return part === 'open' ? path : `${path}?part=${part}`;
}
