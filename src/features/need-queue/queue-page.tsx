import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { canCreate } from '../../domain/access.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Page } from '../../ui/page.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import type { Taken } from './need-writes.ts';
import css from './queue-page.module.css';
import { sorts } from './queue-rows.ts';
import { Emergencies, Rows, type QueueListProps } from './queue-list.tsx';
import { QueueTools } from './queue-tools.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { queueWords } from './words.ts';

export interface QueuePageProps extends QueueListProps {
  readonly onTaken: (taken: Taken) => void;
  /** What was just done, with the way back. */
  readonly note: ReactNode;
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
  ) : null;
  const foot = (note || bottom) && (
    <div className={css['stack']}>
      {note}
      {bottom}
    </div>
  );
  return (
    <Page title={say('title')} count={queue.open} wide={asTable} bottom={foot || undefined}>
      <Emergencies {...props} />
      <QueueTools
        queue={queue}
        wide={asTable}
        choosing={chosen !== null}
        raises={raises && sorting && asTable}
        onAll={() => setChosen(new Set(queue.rows.map(({ need }) => need.id)))}
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
      <Rows {...props} chosen={chosen} onToggle={toggle} />
      {raises && sorting && !asTable && !chosen && (
        <QuietButton icon={Plus} to="/raise">
          {say('raise')}
        </QuietButton>
      )}
    </Page>
  );
}
