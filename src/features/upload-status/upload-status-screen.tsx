import { CloudUpload } from 'lucide-react';
import { useDevice, useReturned, useSyncStatus, useUnsent } from '../../store/device-context.tsx';
import { Page } from '../../ui/page.tsx';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { ByHandSection } from './by-hand-section.tsx';
import { ComparedSection } from './compared-section.tsx';
import { ReturnedCard } from './returned-card.tsx';
import { StorageWarning } from './storage-warning.tsx';
import { SyncSummary } from './sync-summary.tsx';
import { useDrafts, WaitingRow } from './waiting-row.tsx';
import { uploadWords } from './words.ts';

/** What is only on this device, what came back and why, and a way out for each. */
export function UploadStatusScreen() {
  const say = useWords(uploadWords);
  const device = useDevice();
  const { phase } = useSyncStatus();
  const unsent = useUnsent();
  const returned = useReturned();
  const drafts = useDrafts();
  const busy = phase === 'pushing' || phase === 'pulling';
  if (!unsent || !returned || !drafts) {
    return (
      <Page title={say('title')} back="/me" status={null}>
        <LoadingState />
      </Page>
    );
  }
  const nothing = unsent.length + returned.length + drafts.length === 0;
  return (
    <Page
      title={say('title')}
      back="/me"
      status={null}
      bottom={
        <PrimaryButton icon={CloudUpload} loading={busy} onClick={() => device.syncNow()}>
          {say('now')}
        </PrimaryButton>
      }
    >
      <SyncSummary />
      <StorageWarning unsent={unsent.length + drafts.length} />
      {nothing && (
        <EmptyState icon={CloudUpload} title={say('allDone')}>
          {say('allDoneHint')}
        </EmptyState>
      )}
      {returned.length > 0 && (
        <Section title={say('returned')} count={returned.length}>
          {returned.map((entry) => (
            <ReturnedCard key={entry.id} entry={entry} />
          ))}
        </Section>
      )}
      {unsent.length > 0 && (
        <Section title={say('waiting')} count={unsent.length}>
          {unsent.map(({ c, id, record, since }) => (
            <WaitingRow key={id} c={c} record={record} since={since} />
          ))}
        </Section>
      )}
      {drafts.length > 0 && (
        <Section title={say('drafts')} count={drafts.length}>
          <p>{say('draftHint')}</p>
          {drafts.map(({ c, record }) => (
            <WaitingRow key={record.id} c={c} record={record} since={record.createdAt} />
          ))}
        </Section>
      )}
      <ByHandSection waiting={unsent.length > 0} />
      <ComparedSection />
    </Page>
  );
}
