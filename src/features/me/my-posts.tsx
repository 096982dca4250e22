import { IdCard } from 'lucide-react';
import { lineage } from '../../domain/place.ts';
import { useReader, useRecords, useSession } from '../../store/device-context.tsx';
import { formatDay } from '../../ui/format.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { meWords } from './words.ts';

/** The posts in force, each with its place by name and the day it ends. */
export function MyPosts() {
  const say = useWords(meWords);
  const sayRole = useWords(roleWords);
  const { grants } = useSession();
  const inForce = new Set(useReader().grants.map(({ role, place }) => `${role} ${place}`));
  const paths = [...new Set(grants.flatMap(({ place }) => lineage(place)))].toSorted();
  const places = useRecords('places', {
    where: { kind: { $ne: 'household' }, place: { $in: paths } },
  });
  const nameOf = (path: string) =>
    lineage(path)
      .map((outer) => places?.find(({ place }) => place === outer)?.name)
      .filter((name) => name !== undefined)
      .join(' · ');
  const mine = grants.filter(({ role, place }) => inForce.has(`${role} ${place}`));
  return (
    <Section title={say('posts')} count={mine.length}>
      {mine.length === 0 && <p>{say('noPosts')}</p>}
      {mine.map(({ role, place, until }) => (
        <ListRow
          key={`${role} ${place}`}
          icon={IdCard}
          title={sayRole(role)}
          detail={nameOf(place)}
          right={until === undefined ? undefined : say('until', { day: formatDay(until) })}
        />
      ))}
    </Section>
  );
}
