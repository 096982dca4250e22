import { CircleCheck, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { canCreate } from '../../domain/access.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWords } from '../../ui/words.ts';
import { ChoosableRow, NeedRow } from './need-row.tsx';
import { NeedTable } from './need-table.tsx';
import type { Taken } from './need-writes.ts';
import css from './queue-page.module.css';
import { sorts } from './queue-rows.ts';
import { QueueTools } from './queue-tools.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { UndoNote, type Note } from './undo-note.tsx';
import type { Queue } from './use-queue.ts';
import { queueWords } from './words.ts';

export interface QueuePageProps {
  readonly queue: Queue;
  /** The need that is open beside the list; empty for none. */
  readonly open: string;
  readonly returned: ReadonlySet<string>;
  readonly asTable: boolean;
  readonly onTaken: (taken: Taken) => void;
  readonly note: Note | null;
  readonly onUndo: (taken: Taken) => void;
  readonly onDismiss: () => void;
  readonly failure: unknown;
}

/** The queue: its parts, its search, its rows, and choosing several of them. */
export function QueuePage(props: QueuePageProps) {
  const { queue, note, asTable } = props;
  const say = useWords(queueWords);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const sorting = sorts(queue.reader);
  const raises = queue.reader.grants.some(({ place }) =>
    canCreate(queue.reader, 'needs', { kind: 'need', place, involves: [] }),
  );
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  // Somebody who is given nothing himself need not read that every time.
  const shownTabs = queue.tabs.filter(
    ({ tab, rows }) => !sorting || tab !== 'mine' || rows.length > 0 || queue.tab === 'mine',
  );
  const choosable = sorting && queue.tab !== 'closed' && queue.rows.length > 0;
  const bottom = chosen ? (
    <SelectionBar
      queue={queue}
      chosen={chosen}
      onTaken={(taken) => {
        setChosen(null);
        props.onTaken(taken);
      }}
    />
  ) : raises && !sorting ? (
    <PrimaryButton icon={Plus} to="/raise">
      {say('raise')}
    </PrimaryButton>
  ) : undefined;
  return (
    <Page title={say('title')} count={queue.open} wide={asTable} bottom={bottom}>
      {note && (
        <UndoNote
          note={note}
          onUndo={() => note.kind === 'taken' && props.onUndo(note.taken)}
          onDismiss={props.onDismiss}
        />
      )}
      <NotKept failure={props.failure} />
      <Emergencies {...props} />
      <QueueTools
        queue={queue}
        wide={asTable}
        choosing={chosen !== null}
        raises={raises && sorting && asTable}
        {...(choosable ? { onChoose: () => setChosen(chosen ? null : new Set()) } : {})}
      />
      <FilterChips
        label={say('tabs')}
        value={queue.tab}
        onChange={(tab) => {
          setChosen(null);
          queue.setTab(tab);
        }}
        choices={shownTabs.map(({ tab, rows }) => ({
          value: tab,
          label: say(`tab.${tab}`),
          count: rows.length,
        }))}
      />
      {chosen && <p className={css['hint']}>{say('chooseHint')}</p>}
      <Rows {...props} chosen={chosen} onToggle={toggle} />
      {raises && sorting && !asTable && !chosen && (
        <QuietButton icon={Plus} to="/raise">
          {say('raise')}
        </QuietButton>
      )}
    </Page>
  );
}

/** Emergencies that nobody has been sent to stand above everything, whatever part one looks at. */
function Emergencies({ queue, open, returned }: QueuePageProps) {
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

function Rows({
  queue,
  open,
  returned,
  asTable,
  chosen,
  onToggle,
}: QueuePageProps & {
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
