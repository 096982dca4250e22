import { SearchX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { canCreate } from '../../domain/access.ts';
import { useReader, useRecord, useRecords } from '../../store/device-context.tsx';
import { useSearchParam } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { placeOf } from '../../ui/place-param.ts';
import { EmptyState, LoadingState, NoPermission } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { NeedFormPage } from './need-form.tsx';
import { needLeft, newNeed } from './need-start.ts';
import type { NeedFields } from './use-need-form.ts';
import { WhomPage } from './whom-page.tsx';
import { raiseWords } from './words.ts';

/** /raise?place=&person=&visit=&category= begins a need, /raise?draft= goes on with one. */
export function RaiseNeedScreen() {
  const [draft, setDraft] = useSearchParam('draft');
  const [place] = useSearchParam('place');
  const [person] = useSearchParam('person');
  const [visit] = useSearchParam('visit');
  const [category] = useSearchParam('category');
  // The draft made here comes into the address, so that a killed app finds it; it stays the same form.
  const [made, setMade] = useState<string | null>(null);
  const onCreated = useCallback(
    (id: string) => {
      setMade(id);
      setDraft(id);
    },
    [setDraft],
  );
  if (draft !== '' && draft !== made) return <DraftLeft key={draft} id={draft} />;
  if (place === '') return <WhomPage />;
  const about = { place: placeOf(place), person: person || null, visit: visit || null, category };
  return <NewNeed key={JSON.stringify(about)} {...about} goOn={setDraft} onCreated={onCreated} />;
}

interface About {
  readonly place: string;
  readonly person: string | null;
  readonly visit: string | null;
  readonly category: string;
}

/** A new need, unless one was begun for the same occasion: then that one is gone on with. */
function NewNeed({
  goOn,
  onCreated,
  ...about
}: About & {
  readonly goOn: (draft: string) => void;
  readonly onCreated: (id: string) => void;
}) {
  const say = useWords(raiseWords);
  const reader = useReader();
  const { place, visit, category } = about;
  const person = useRecord('people', about.person);
  const drafts = useRecords('needs', { where: { place, draft: 1 } });
  const [start, setStart] = useState<NeedFields | null>(null);
  const allowed = canCreate(reader, 'needs', { kind: 'need', place, involves: [] }, person);
  const begun = drafts?.find(
    (draft) => (draft.visit ?? null) === visit && (category === '' || draft.category === category),
  );
  const fresh = drafts && person !== undefined && !begun;
  if (allowed && fresh && start === null) setStart(newNeed(about, person, reader));
  useEffect(() => {
    if (begun && start === null) goOn(begun.id);
  }, [begun, start, goOn]);

  if (start) return <NeedFormPage start={start} draft={null} onCreated={onCreated} />;
  return (
    <Page title={say('title')} back="/needs">
      {allowed || person === undefined ? (
        <LoadingState />
      ) : (
        <NoPermission>{say('forbidden')}</NoPermission>
      )}
    </Page>
  );
}

/** Continues a half-filled need. */
function DraftLeft({ id }: { readonly id: string }) {
  const say = useWords(raiseWords);
  const need = useRecord('needs', id);
  const [start, setStart] = useState<NeedFields | null>(null);
  if (need?.draft && start === null) setStart(needLeft(need));
  if (start) return <NeedFormPage start={start} draft={id} onCreated={() => undefined} />;
  return (
    <Page title={say('title')} back="/needs">
      {need === undefined ? (
        <LoadingState />
      ) : (
        <EmptyState
          icon={SearchX}
          title={say('goneTitle')}
          action={{ label: say('toNeeds'), to: need ? `/needs/${need.id}` : '/needs' }}
        >
          {say('goneHint')}
        </EmptyState>
      )}
    </Page>
  );
}
