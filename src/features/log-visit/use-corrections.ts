import { canCreate, readableFields, readingParties, writingParties } from '../../domain/access.ts';
import { isSettling, visitCorrecting } from '../../domain/visit-draft.ts';
import {
  useDevice,
  useReader,
  useRecord,
  useRecords,
  useSession,
} from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { useGo } from '../../ui/link.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';

const responsible = ['admin', 'socialWorker', 'head', 'liaison'] as const;

/** What became of a visit afterwards, and whether this person may correct it. */
export function useCorrections(visit: Local<'visits'>) {
  const { store } = useDevice();
  const { name } = useSession().person;
  const reader = useReader();
  const go = useGo();
  const { once, failure } = useAttempt();
  const subject = useRecord('people', visit.person ?? null);
  const here = useRecords('visits', { where: { place: visit.place } });
  const drafts = useRecords('visits', { where: { place: visit.place, draft: 1 } });
  const correction = here?.find(({ corrects }) => corrects === visit.id) ?? null;
  const begun = drafts?.find(({ corrects }) => corrects === visit.id);

  const parties = writingParties(reader, visit);
  const mine = visit.createdBy === reader.person;
  const mayCorrect =
    correction === null &&
    !(visit.draft && isSettling(visit)) &&
    canCreate(reader, 'visits', visit, subject) &&
    (mine || responsible.some((role) => parties.has(role)));
  return {
    correction,
    failure,
    mayCorrect,
    seesAnswers: readableFields('visits', readingParties(reader, 'visits', visit), {
      ...visit,
    }).includes('answers'),
    correct: () =>
      void once(async () => {
        const id =
          begun?.id ??
          (await store.create('visits', visitCorrecting(visit, name), { draft: true })).id;
        go(`/visit/${id}`);
      }),
  };
}
