import { IdCard } from 'lucide-react';
import { useParam } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, LoadingState, NoPermission } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { HandoverForm } from './handover-form.tsx';
import { HandoverReceiptPage } from './handover-receipt.tsx';
import { handoverWords } from './handover-words.ts';
import { useHandover } from './use-handover.ts';

/** A post to be handed over; once it is, how far that has come. */
export function HandoverScreen() {
  const say = useWords(handoverWords);
  const id = useParam('id');
  const handover = useHandover(id);
  if (handover && (handover.over || handover.post.until !== undefined))
    return <HandoverReceiptPage key={id} handover={handover} />;
  if (handover?.mayEnd) return <HandoverForm key={id} handover={handover} />;
  return (
    <Page title={say('title')} back="/posts">
      {handover === undefined && <LoadingState />}
      {handover === null && (
        <EmptyState
          icon={IdCard}
          title={say('notFound')}
          action={{ label: say('backToPosts'), to: '/posts' }}
        >
          {say('notFoundHint')}
        </EmptyState>
      )}
      {handover && <NoPermission />}
    </Page>
  );
}
