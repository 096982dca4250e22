import type { AnyRecord } from '../../domain/record-type.ts';
import { useRecord } from '../../store/device-context.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { Conflict } from './conflict.tsx';
import type { EntryProps } from './entry-page.tsx';
import { collectionOf } from './entry-words.ts';
import { Quarantine } from './quarantine.tsx';

/** One entry to decide about, or what was decided. */
export function ReviewEntry(props: EntryProps) {
  const { entry } = props;
  const record = useRecord(collectionOf(entry) ?? 'notices', entry.about?.id ?? null);
  if (record === undefined) return <LoadingState />;
  // Of which type it is is known at run time only.
  const about = record as unknown as AnyRecord | null;
  return entry.kind === 'conflict' ? (
    <Conflict {...props} record={about} />
  ) : (
    <Quarantine {...props} record={about} />
  );
}
