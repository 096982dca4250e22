import { ArrowRightLeft } from 'lucide-react';
import type { Notice } from '../../domain/notices.ts';
import { hasHandedIn, lostRecords } from '../../domain/rules/handover.ts';
import { useNow, useRecords } from '../../store/device-context.tsx';
import { Dots } from '../../ui/dots.tsx';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { handoverWords } from './handover-words.ts';
import css from './posts.module.css';

const shownFor = 30 * 24 * 3_600_000;

const waitingIn = ({ devices = [], endsAt = 0 }: Notice): number =>
  devices.filter((device) => !hasHandedIn(device, endsAt)).length;

/** Handovers that wait for a device, and those that were completed lately. */
export function HandoverList({ whereIs }: { readonly whereIs: (place: string) => string }) {
  const say = useWords(handoverWords);
  const now = useNow(60_000);
  const receipts = useRecords('notices', { where: { kind: 'handover' } }) ?? [];
  const shown = receipts
    .filter(({ doneAt }) => doneAt === undefined || now - doneAt < shownFor)
    .toSorted(
      (a, b) => (b.doneAt ?? Infinity) - (a.doneAt ?? Infinity) || b.createdAt - a.createdAt,
    );
  if (shown.length === 0) return null;
  return (
    <Section title={say('handovers')} count={shown.length}>
      <ul className={css['stack']}>
        {shown.map((receipt) => (
          <li key={receipt.id}>
            <ListRow
              to={`/handover/${receipt.id}`}
              icon={ArrowRightLeft}
              title={receipt.title}
              detail={<Dots of={[whereIs(receipt.place), formatWhen(receipt.endsAt ?? 0, now)]} />}
              right={<Standing receipt={receipt} />}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ receipt }: { readonly receipt: Notice }) {
  const say = useWords(handoverWords);
  const lost = lostRecords({ devices: receipt.devices ?? [] });
  if (receipt.doneAt === undefined) {
    return <Pill tone="amber">{say('state', { n: waitingIn(receipt) })}</Pill>;
  }
  if (lost > 0) return <Pill tone="grey">{say('recentLost', { n: lost })}</Pill>;
  return <Pill tone="teal">{say('recent')}</Pill>;
}
