import { useMemo, useState } from 'react';
import { useDevice, useReader, useReturned } from '../../store/device-context.tsx';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { useLayout, useRoomForTwo } from '../../ui/layout.ts';
import { useParam } from '../../ui/link.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { useTextSize } from '../../ui/preferences.ts';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { NeedDetail } from './need-detail.tsx';
import { takeBack, type Taken } from './need-writes.ts';
import { QueuePage } from './queue-page.tsx';
import css from './queue-page.module.css';
import { UndoNote, type Note } from './undo-note.tsx';
import { needAddress, useQueue } from './use-queue.ts';
import { queueWords } from './words.ts';

/** 需求: the queue, and beside it (or after it) the need that was picked. */
export function NeedQueueScreen() {
  const say = useWords(queueWords);
  const id = useParam('id');
  const layout = useLayout();
  const beside = useRoomForTwo();
  const textSize = useTextSize();
  const queue = useQueue();
  const { store } = useDevice();
  const reader = useReader();
  const returned = useReturnedNeeds();
  const [note, setNote] = useState<Note | null>(null);
  const { once, failure } = useAttempt();
  const undo = (taken: Taken) =>
    once(async () => {
      const count = await takeBack(store, reader, taken);
      setNote({ kind: 'takenBack', at: store.now(), count });
    });
  if (!queue) {
    return (
      <Page title={say('title')}>
        <LoadingState />
      </Page>
    );
  }
  // Seven columns of large letters have no room on any desktop.
  const asTable = layout === 'desktop' && textSize === 'normal' && id === '';
  const onTaken = (taken: Taken) => setNote({ kind: 'taken', at: store.now(), taken });
  const noted = (note !== null || failure !== null) && (
    <div className={css['noted']}>
      {note && (
        <UndoNote
          key={`${note.kind}${note.at}`}
          note={note}
          onUndo={() => note.kind === 'taken' && void undo(note.taken)}
          onDismiss={() => setNote(null)}
        />
      )}
      <NotKept failure={failure} />
    </div>
  );
  const list = (
    <QueuePage
      queue={queue}
      open={id}
      returned={returned}
      asTable={asTable}
      onTaken={onTaken}
      note={id === '' && noted}
    />
  );
  if (asTable) return list;
  return (
    <MasterDetail
      open={id !== ''}
      list={list}
      detail={
        id === '' ? (
          <EmptyState title={say('pick')}>{say('pickHint')}</EmptyState>
        ) : (
          <NeedDetail
            key={id}
            id={id}
            back={beside && layout !== 'desktop' ? undefined : needAddress('', queue)}
            onTaken={onTaken}
            note={noted}
            returned={returned.has(id)}
          />
        )
      }
    />
  );
}

/** Needs of which an edit came back. */
function useReturnedNeeds(): ReadonlySet<string> {
  const entries = useReturned();
  return useMemo(
    () => new Set((entries ?? []).filter(({ c }) => c === 'needs').map(({ recordId }) => recordId)),
    [entries],
  );
}
