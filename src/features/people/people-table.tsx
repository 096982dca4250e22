import { DoorOpen, Eye } from 'lucide-react';
import { ageAt } from '../../domain/rules/shanghai-day.ts';
import { useNow } from '../../store/device-context.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useWords } from '../../ui/words.ts';
import { foundAddress } from './found-address.ts';
import css from './people.module.css';
import type { Found } from './use-findable.ts';
import { peopleWords } from './words.ts';

const inOrder = new Intl.Collator('zh', { numeric: true });
const whereOf = ({ where, door }: Found) => where || door;
const birthOf = (entry: Found) => (entry.kind === 'person' && entry.record.birthDate) || '';

/** Who was found, as a table for a desk. */
export function PeopleTable({ found }: { readonly found: readonly Found[] }) {
  const say = useWords(peopleWords);
  const now = useNow(3_600_000);
  const ageOf = (entry: Found) => {
    const birth = birthOf(entry);
    return birth === '' ? '' : ageAt(birth, now);
  };
  const columns: readonly Column<Found>[] = [
    {
      key: 'name',
      title: say('name'),
      cell: nameCell,
      order: (a, b) => inOrder.compare(a.name, b.name),
    },
    {
      key: 'where',
      title: say('where'),
      cell: whereOf,
      order: (a, b) => inOrder.compare(whereOf(a), whereOf(b)),
    },
    {
      key: 'age',
      title: say('ageTitle'),
      cell: ageOf,
      align: 'end',
      // Whoever was born later is younger.
      order: (a, b) => inOrder.compare(birthOf(b), birthOf(a)),
    },
    { key: 'phone', title: say('phone'), cell: ({ phone }) => phone },
    { key: 'standing', title: say('standing'), cell: standingCell },
  ];
  return (
    <DataTable
      caption={say('title')}
      columns={columns}
      rows={found}
      keyOf={({ id }) => id}
      to={foundAddress}
    />
  );
}

const nameCell = (entry: Found) =>
  entry.kind === 'person' ? entry.name : <Household members={entry.members} />;

const standingCell = (entry: Found) =>
  entry.kind === 'person' && <Standing record={entry.record} />;

function Household({ members }: { readonly members: string }) {
  const say = useWords(peopleWords);
  return (
    <span className={css['inLine']}>
      <Icon of={DoorOpen} /> {members || say('household')}
    </span>
  );
}

function Standing({ record }: Pick<Extract<Found, { kind: 'person' }>, 'record'>) {
  const say = useWords(peopleWords);
  return (
    <span className={css['inLine']}>
      {record.livesAlone === true && say('alone')}
      {record.grade && (
        <Pill tone="teal" icon={Eye}>
          {say('watched')}
        </Pill>
      )}
    </span>
  );
}
