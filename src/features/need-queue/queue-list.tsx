import { CircleCheck, SearchX } from 'lucide-react';
import { Section } from '../../ui/section.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWords } from '../../ui/words.ts';
import { ChoosableRow, NeedRow } from './need-row.tsx';
import { NeedTable } from './need-table.tsx';
import type { Queue } from './use-queue.ts';
import { queueWords } from './words.ts';

export interface QueueListProps {
  readonly queue: Queue;
  /** The need that is open beside the list; empty for none. */
  readonly open: string;
  readonly returned: ReadonlySet<string>;
  readonly asTable: boolean;
}

/** Emergencies that nobody has been sent to stand above everything, whatever part one looks at. */
export function Emergencies({ queue, open, returned }: QueueListProps) {
  const say = useWords(queueWords);
  if (queue.emergencies.length === 0) return null;
  return (
    <Section title={say('emergencies')} count={queue.emergencies.length}>
      {queue.emergencies.map((row) => (
        <NeedRow
          key={row.need.id}
          row={row}
          queue={queue}
          selected={row.need.id === open}
          returned={returned.has(row.need.id)}
        />
      ))}
    </Section>
  );
}

/** The rows of the part that is shown, as cards or as a table. */
export function Rows({
  queue,
  open,
  returned,
  asTable,
  chosen,
  onToggle,
}: QueueListProps & {
  readonly chosen: ReadonlySet<string> | null;
  readonly onToggle: (id: string) => void;
}) {
  const say = useWords(queueWords);
  if (queue.rows.length === 0) return <NoRows queue={queue} />;
  if (asTable) {
    return <NeedTable queue={queue} chosen={chosen} onToggle={onToggle} returned={returned} />;
  }
  return (
    <VirtualList items={queue.rows} keyOf={(row) => row.need.id} label={say('list')} estimate={116}>
      {(row) => {
        const { id } = row.need;
        const shared = { row, queue, returned: returned.has(id) };
        return chosen ? (
          <ChoosableRow {...shared} chosen={chosen.has(id)} onToggle={() => onToggle(id)} />
        ) : (
          <NeedRow {...shared} selected={id === open} />
        );
      }}
    </VirtualList>
  );
}

function NoRows({ queue }: { readonly queue: Queue }) {
  const say = useWords(queueWords);
  if (queue.search.trim() !== '') {
    return (
      <EmptyState
        icon={SearchX}
        title={say('nothingFound', { text: queue.search.trim() })}
        action={{ label: say('clearSearch'), onClick: () => queue.setSearch('') }}
      >
        {say('nothingFoundHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheck} title={say(`empty.${queue.tab}`)}>
      {say('emptyHint')}
    </EmptyState>
  );
}
