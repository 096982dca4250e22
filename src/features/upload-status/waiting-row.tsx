import { DoorOpen, HeartHandshake, House, IdCard, Megaphone, Siren, UserRound } from 'lucide-react';
import type { RecordBase } from '../../domain/record-type.ts';
import type { Collection } from '../../domain/record-types.ts';
import { useNow, useRecords } from '../../store/device-context.tsx';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import type { IconType } from '../../ui/icon.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { useWords } from '../../ui/words.ts';
import { uploadWords } from './words.ts';
import { calledOf, pageOf, titleOf } from './written.ts';

export const entryIcons: Readonly<Record<Collection | 'alarm', IconType>> = {
  alarm: Siren,
  places: House,
  posts: IdCard,
  people: UserRound,
  needs: HeartHandshake,
  notices: Megaphone,
  visits: DoorOpen,
};

/** The name of the place an entry belongs to, as far as this device knows it. */
export function usePlaceName(place: string): string {
  return useRecords('places', { where: { place } })?.[0]?.name ?? '';
}

/** One entry that is only on this device. */
export function WaitingRow({
  c,
  record,
  since,
}: {
  readonly c: Collection;
  readonly record: RecordBase;
  readonly since: number;
}) {
  const say = useWords(uploadWords);
  const now = useNow();
  const door = usePlaceName(record.place);
  const title = titleOf(record);
  const called = calledOf(c, record.kind);
  return (
    <ListRow
      icon={entryIcons[called]}
      title={[say(called), title === '' ? door : title].filter((part) => part !== '').join(' · ')}
      detail={
        <Dots of={[title === '' ? '' : door, say('since', { when: formatWhen(since, now) })]} />
      }
      to={pageOf(called, record.id, record.place) ?? undefined}
    />
  );
}

export interface Draft {
  readonly c: Collection;
  readonly record: RecordBase;
}

/** Everything half filled on this device; undefined while it is being read. */
export function useDrafts(): readonly Draft[] | undefined {
  const visits = useRecords('visits', { where: { draft: 1 } });
  const needs = useRecords('needs', { where: { draft: 1 } });
  const people = useRecords('people', { where: { draft: 1 } });
  if (!visits || !needs || !people) return undefined;
  return [
    ...visits.map((record) => ({ c: 'visits', record }) as const),
    ...needs.map((record) => ({ c: 'needs', record }) as const),
    ...people.map((record) => ({ c: 'people', record }) as const),
  ];
}
