import { Checkbox } from '@mantine/core';
import { HeartHandshake, MonitorSmartphone } from 'lucide-react';
import type { Need } from '../../domain/needs.ts';
import type { Person } from '../../domain/people.ts';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { useRecords } from '../../store/device-context.tsx';
import { formatWhen } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { handoverWords } from './handover-words.ts';
import css from './posts.module.css';
import type { Handover } from './use-handover.ts';
import { postsScreenWords } from './words.ts';

const firstOfAll = 5;

/** Open needs that are assigned to whoever leaves. */
export function NeedsToPass({
  needs,
  name,
  toNobody,
}: {
  readonly needs: readonly Need[];
  readonly name: string;
  readonly toNobody: boolean;
}) {
  const say = useWords(handoverWords);
  if (needs.length === 0) return null;
  return (
    <Section title={say('needs', { name })} count={needs.length}>
      <p>{say(toNobody ? 'needsStay' : 'needsGo', { name })}</p>
      {needs.slice(0, firstOfAll).map((need) => (
        <ListRow
          key={need.id}
          to={`/needs/${need.id}`}
          icon={HeartHandshake}
          title={need.what}
          detail={need.personName}
        />
      ))}
    </Section>
  );
}

/** People whom the holder looks in on by name: each is asked about. */
export function PeopleToPass({
  people,
  name,
  toNobody,
  kept,
  onKeep,
}: {
  readonly people: readonly Person[];
  readonly name: string;
  readonly toNobody: boolean;
  /** Those who stay with whoever leaves the post. */
  readonly kept: readonly string[];
  readonly onKeep: (kept: readonly string[]) => void;
}) {
  const say = useWords(handoverWords);
  const names = placeNames(useRecords('places') ?? []);
  if (people.length === 0) return null;
  return (
    <Section title={say('watched', { name })} count={people.length}>
      <p>{say(toNobody ? 'watchedStay' : 'watchedHint', { name })}</p>
      <ul className={css['stack']}>
        {people.map((person) => (
          <li key={person.id} className={css['tick']}>
            <Checkbox
              size="lg"
              checked={!kept.includes(person.id)}
              label={`${person.name} · ${placeInWords(person.place, names)}`}
              onChange={({ currentTarget: { checked } }) =>
                onKeep(checked ? kept.filter((id) => id !== person.id) : [...kept, person.id])
              }
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The devices of whoever leaves: better they have uploaded before. */
export function HolderDevices({ handover }: { readonly handover: Handover }) {
  const say = useWords(handoverWords);
  const sayState = useWords(postsScreenWords);
  const { post, now } = handover;
  const devices = handover.devicesOf(post.person);
  const unsent = devices.some(({ waiting = 0 }) => waiting > 0);
  return (
    <Section title={say('devices', { name: post.name })} count={devices.length}>
      {devices.length === 0 && <p>{say('noDevices')}</p>}
      {devices.map((device) => (
        <ListRow
          key={device.id}
          to={`/devices/${device.id}`}
          icon={MonitorSmartphone}
          title={device.deviceName ?? post.name}
          detail={sayState('heard', { when: formatWhen(device.heardAt ?? 0, now) })}
          right={
            (device.waiting ?? 0) > 0 && (
              <Pill tone="amber">{sayState('nUnsent', { n: device.waiting ?? 0 })}</Pill>
            )
          }
        />
      ))}
      {unsent && <p>{say('uploadFirst', { name: post.name })}</p>}
    </Section>
  );
}
