import { ArrowRightLeft, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useDevice } from '../../store/device-context.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { Dots } from '../../ui/dots.tsx';
import { formatDay } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { PrimaryButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { handoverWords } from './handover-words.ts';
import { handOver, type Successor } from './handover-writes.ts';
import { HolderDevices, NeedsToPass, PeopleToPass } from './passing.tsx';
import { SuccessorChoice, type Chosen } from './successor-choice.tsx';
import type { Handover } from './use-handover.ts';

const nothingChosen: Chosen = { who: 'existing', person: null, name: '', phone: '' };

/** Ends a post and names who takes it over, in one go; what hangs on the holder by name is shown and asked. */
export function HandoverForm({ handover }: { readonly handover: Handover }) {
  const say = useWords(handoverWords);
  const { store } = useDevice();
  const { once, failure } = useAttempt();
  const [chosen, setChosen] = useState(nothingChosen);
  const [kept, setKept] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [sure, setSure] = useState<Successor | 'nobody' | null>(null);
  const { post, role, where, needs, watched } = handover;
  const { name } = post;
  const toNobody = chosen.who === 'nobody';

  const ask = () => {
    setFault(null);
    if (toNobody) return setSure('nobody');
    if (chosen.who === 'new') {
      const fresh = { name: chosen.name.trim(), phone: chosen.phone.trim() };
      return fresh.name === '' ? setFault(say('missingName')) : setSure(fresh);
    }
    const known = handover.people.find(({ id }) => id === chosen.person);
    if (!known) return setFault(say('missingPerson'));
    return known.id === post.person ? setFault(say('samePerson')) : setSure({ known });
  };
  const carryOut = () =>
    void once(async () => {
      if (sure === null) return;
      const passed = watched.filter(({ id }) => !kept.includes(id));
      await handOver(store, post, sure === 'nobody' ? null : sure, { needs, watched: passed });
      setSure(null);
    });
  const successor = sure === null || sure === 'nobody' ? '' : nameOf(sure);
  return (
    <Page
      title={say('title')}
      over={<Dots of={[role, where]} />}
      back="/posts"
      bottom={
        <PrimaryButton
          tone={toNobody ? 'alarm' : 'teal'}
          icon={toNobody ? UserRoundX : ArrowRightLeft}
          onClick={ask}
        >
          {say(toNobody ? 'doEnd' : 'doHandOver')}
        </PrimaryButton>
      }
    >
      <Section title={say('leaving')}>
        <ListRow
          to={`/people/${post.person}`}
          title={name}
          detail={say('since', { day: formatDay(post.from) })}
        />
      </Section>
      <SuccessorChoice
        chosen={chosen}
        onChange={(next) => {
          setChosen(next);
          setFault(null);
        }}
        handover={handover}
        fault={fault}
      />
      <Section title={say('goesAlong')}>
        <p>{say(toNobody ? 'goesNowhere' : 'goesAlongHint')}</p>
      </Section>
      <NeedsToPass needs={needs} name={name} toNobody={toNobody} />
      <PeopleToPass people={watched} name={name} toNobody={toNobody} kept={kept} onKeep={setKept} />
      <HolderDevices handover={handover} />
      <ConfirmSheet
        opened={sure !== null}
        onClose={() => setSure(null)}
        title={say(sure === 'nobody' ? 'sureEndTitle' : 'sureTitle')}
        confirm={say(sure === 'nobody' ? 'doEnd' : 'doHandOver')}
        tone={sure === 'nobody' ? 'alarm' : 'teal'}
        onConfirm={carryOut}
      >
        <p>
          {sure === 'nobody'
            ? say('sureEnd', { from: name })
            : say('sure', { from: name, to: successor })}
        </p>
        <NotKept failure={failure} />
      </ConfirmSheet>
    </Page>
  );
}

const nameOf = (successor: Successor): string =>
  'known' in successor ? successor.known.name : successor.name;
