import {
  Check,
  CircleAlert,
  Clock,
  IdCard,
  MonitorSmartphone,
  Scale,
  UserRound,
} from 'lucide-react';
import { handInOf, lostRecords, type HandoverReceipt } from '../../domain/rules/handover.ts';
import { useDevice } from '../../store/device-context.tsx';
import { Card } from '../../ui/card.tsx';
import { Dots } from '../../ui/dots.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { formatList, formatWhen } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { Page } from '../../ui/page.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { handoverWords } from './handover-words.ts';
import { passOn } from './handover-writes.ts';
import css from './posts.module.css';
import type { Handover } from './use-handover.ts';

interface Props {
  readonly handover: Handover;
}

/** How far a handover has come: what the predecessor's devices still have to hand in, and what is left undone. */
export function HandoverReceiptPage({ handover }: Props) {
  const say = useWords(handoverWords);
  const { role, where, late } = handover;
  return (
    <Page title={say('receiptTitle')} over={<Dots of={[role, where]} />} back="/posts">
      <Standing handover={handover} />
      <Successor handover={handover} />
      <Facts handover={handover} />
      <LeftUndone handover={handover} />
      {late > 0 && (
        <Section title={say('late')} count={late}>
          <ListRow to="/review" icon={Scale} title={say('nLate', { n: late })} />
        </Section>
      )}
    </Page>
  );
}

function Standing({ handover }: Props) {
  const say = useWords(handoverWords);
  const { receipt, now, post, over } = handover;
  if (receipt === null) {
    return (
      <Card tone="grey">
        <strong>{say('notKnown')}</strong>
        <p>{say('notKnownHint')}</p>
      </Card>
    );
  }
  const done = receipt.doneAt !== undefined;
  const lost = lostRecords(receipt) > 0;
  const well = done && !lost;
  return (
    <>
      <Card tone={well ? 'teal' : undefined} edge={well ? undefined : 'amber'}>
        <output className={css['standing']}>
          <Icon of={well ? Check : done ? CircleAlert : Clock} size={1.6} />
          <strong>
            {done
              ? doneInWords(receipt, say)
              : over
                ? say('open')
                : say('future', { when: formatWhen(post.until ?? 0, now) })}
          </strong>
        </output>
        <p>{done ? formatWhen(receipt.doneAt ?? 0, now) : say('openHint')}</p>
        {done && lost && <p>{say('lostHint', { name: post.name })}</p>}
      </Card>
      <HandedDevices handover={handover} receipt={receipt} />
    </>
  );
}

type Say = ReturnType<typeof useWords<keyof typeof handoverWords.zh>>;

function doneInWords(receipt: HandoverReceipt, say: Say): string {
  const lost = lostRecords(receipt);
  if (lost > 0) return say('doneLost', { n: lost });
  return say(receipt.devices.length === 0 ? 'doneWithout' : 'done');
}

function HandedDevices({ handover, receipt }: Props & { readonly receipt: HandoverReceipt }) {
  const say = useWords(handoverWords);
  const { post, now } = handover;
  if (receipt.devices.length === 0) return null;
  return (
    <Section title={say('devices', { name: post.name })} count={receipt.devices.length}>
      {receipt.devices.map((device) => {
        const how = handInOf(device, receipt.endsAt);
        const waits = how === 'unsent' || how === 'silent';
        return (
          <ListRow
            key={device.id}
            to={`/devices/${device.id}`}
            icon={waits ? CircleAlert : MonitorSmartphone}
            edge={waits ? 'amber' : undefined}
            title={device.name}
            detail={
              <Dots
                of={[
                  how === 'lost' && device.unsent === 0
                    ? say('device.lostNothing')
                    : say(`device.${how}`, { n: device.unsent }),
                  say('lastHeard', { when: formatWhen(device.heardAt, now) }),
                ]}
              />
            }
          />
        );
      })}
    </Section>
  );
}

function Facts({ handover }: Props) {
  const say = useWords(handoverWords);
  const { post, now } = handover;
  return (
    <Section title={say('facts')}>
      <Card>
        <FieldRow label={say('from')}>{post.name}</FieldRow>
        <FieldRow label={say('endedAt')}>{formatWhen(post.until ?? 0, now)}</FieldRow>
      </Card>
    </Section>
  );
}

function Successor({ handover }: Props) {
  const say = useWords(handoverWords);
  const { successor, devicesOf } = handover;
  const devices = successor ? devicesOf(successor.person) : [];
  return (
    <Section title={say('successor')}>
      {successor ? (
        <ListRow
          to={`/people/${successor.person}`}
          icon={UserRound}
          title={successor.name}
          detail={
            devices.length === 0
              ? say('successorOut')
              : say('successorIn', {
                  devices: formatList(devices.map(({ deviceName }) => deviceName ?? '')),
                })
          }
        />
      ) : (
        <ListRow to="/posts" icon={IdCard} title={say('toNobody')} />
      )}
    </Section>
  );
}

/** What was assigned to the predecessor after all, or was not passed on. */
function LeftUndone({ handover }: Props) {
  const say = useWords(handoverWords);
  const { store } = useDevice();
  const { once, failure } = useAttempt();
  const { post, successor, needs, watched, over } = handover;
  if (!over || needs.length + watched.length === 0) return null;
  const pass = () =>
    void once(() =>
      passOn(
        store,
        post.person,
        successor && { id: successor.person, name: successor.name },
        handover,
      ),
    );
  return (
    <Section title={say('left', { name: post.name })} count={needs.length + watched.length}>
      <p>{say('leftHint', { name: post.name })}</p>
      {needs.length > 0 && <p>{say('nNeeds', { n: needs.length })}</p>}
      {watched.length > 0 && <p>{say('nWatched', { n: watched.length })}</p>}
      {successor && (
        <QuietButton onClick={pass}>{say('passOn', { to: successor.name })}</QuietButton>
      )}
      <NotKept failure={failure} />
    </Section>
  );
}
