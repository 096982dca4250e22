import { useMemo } from 'react';
import type { Notice } from '../../domain/notices.ts';
import { isForReview, handledBy } from '../../domain/rules/review.ts';
import { mayHandOver } from '../../domain/rules/post-list.ts';
import { needsWith, watchedBy, type HandoverReceipt } from '../../domain/rules/handover.ts';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useNow, useReader, useRecord, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { roleWords } from '../../ui/role-words.ts';
import { useWords } from '../../ui/words.ts';

const aMinute = 60_000;

/** A post that is or was handed over, with everything that hangs on it. */
export interface Handover {
  readonly post: Local<'posts'>;
  readonly now: number;
  /** The role and the place in words. */
  readonly role: string;
  readonly where: string;
  readonly mayEnd: boolean;
  readonly over: boolean;
  /** What the server has noted so far; null before it knows of the end. */
  readonly receipt: HandoverReceipt | null;
  readonly successor: Local<'posts'> | null;
  readonly needs: readonly Local<'needs'>[];
  readonly watched: readonly Local<'people'>[];
  readonly people: readonly Local<'people'>[];
  readonly devicesOf: (person: string) => readonly Notice[];
  /** Rows that came in after the end and wait to be decided about. */
  readonly late: number;
}

function receiptIn({ endsAt, devices, doneAt }: Notice): HandoverReceipt | null {
  if (endsAt === undefined) return null;
  return { endsAt, devices: devices ?? [], ...(doneAt === undefined ? {} : { doneAt }) };
}

/** Undefined while it is being read, null when there is no such post here. */
export function useHandover(id: string): Handover | null | undefined {
  const sayRole = useWords(roleWords);
  const reader = useReader();
  const now = useNow();
  const post = useRecord('posts', id);
  const posts = useRecords('posts', { where: { follows: id } });
  const places = useRecords('places', { where: { kind: { $ne: 'household' } } });
  const notices = useRecords('notices');
  const needs = useRecords('needs');
  const people = useRecords('people');
  return useMemo(() => {
    if (post === null) return null;
    if (!post || !posts || !places || !notices || !needs || !people) return undefined;
    const receipt = notices.find((notice) => notice.kind === 'handover' && notice.id === id);
    const late = notices.filter(
      (notice) =>
        isForReview(notice) &&
        notice.from?.by === post.person &&
        notice.problem === 'postEnded' &&
        handledBy(notice) === null,
    );
    return {
      post,
      now,
      role: post.team ?? sayRole(post.role),
      where: placeInWords(post.place, placeNames(places)),
      mayEnd: mayHandOver(reader, post),
      // The clock of a screen is looked at now and then; an end of just now is no end to come.
      over: post.until !== undefined && post.until <= now + aMinute,
      receipt: receipt ? receiptIn(receipt) : null,
      successor: posts[0] ?? null,
      needs: needsWith(post, needs),
      watched: watchedBy(post, people),
      people,
      devicesOf: (person) =>
        notices.filter(
          (notice) =>
            notice.kind === 'device' && notice.person === person && !notice.ended?.wipedAt,
        ),
      late: late.length,
    };
  }, [id, post, posts, places, notices, needs, people, reader, now, sayRole]);
}
