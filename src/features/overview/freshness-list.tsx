import { Smartphone } from 'lucide-react';
import type { DeviceFreshness } from '../../domain/rules/freshness.ts';
import { formatAgo, formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import css from './overview.module.css';
import { overviewWords } from './words.ts';

/** Whose device has not been heard of, since when; what it holds is in no figure. */
export function FreshnessList({
  devices,
  now,
}: {
  readonly devices: readonly DeviceFreshness[];
  readonly now: number;
}) {
  const say = useWords(overviewWords);
  const silent = devices.filter((device) => device.silent);
  if (silent.length === 0) return <p className={css['fresh']}>{say('allFresh')}</p>;
  return (
    <Section title={say('freshness')} count={silent.length}>
      <p className={css['hint']}>{say('freshnessHint')}</p>
      <ul className={css['cards']}>
        {silent.map((device) => (
          <li key={device.id}>
            <ListRow
              to={`/devices/${device.id}`}
              icon={Smartphone}
              title={device.name || say('device')}
              detail={say('silentSince', { when: formatWhen(device.heardAt, now) })}
              right={formatAgo(device.heardAt, now)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
