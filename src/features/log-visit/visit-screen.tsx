import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { isSettling } from '../../domain/visit-draft.ts';
import { useRecord } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { useParam } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { FinishedVisit } from './finished-visit.tsx';
import { VisitForm } from './visit-form.tsx';
import { visitWords } from './words.ts';

/** /visit/$id: a visit to fill in, or one that was recorded. */
export function VisitScreen() {
  const say = useWords(visitWords);
  const id = useParam('id');
  const visit = useRecord('visits', id);
  if (visit) return <OneVisit key={id} visit={visit} />;
  return (
    <Page title={say('title')} back="/today">
      {visit === undefined ? (
        <LoadingState />
      ) : (
        <EmptyState
          icon={SearchX}
          title={say('goneTitle')}
          action={{ label: say('home'), to: '/today' }}
        >
          {say('goneHint')}
        </EmptyState>
      )}
    </Page>
  );
}

/** A form stays a form until it is left: the moment between finishing and walking on shows nothing else. */
function OneVisit({ visit }: { readonly visit: Local<'visits'> }) {
  const halfFilled = visit.draft === 1 && !isSettling(visit);
  const [opened] = useState(halfFilled);
  return opened || halfFilled ? <VisitForm stored={visit} /> : <FinishedVisit visit={visit} />;
}
