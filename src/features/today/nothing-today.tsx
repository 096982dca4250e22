import { CircleCheckBig, Footprints, HeartHandshake, LayoutDashboard, Users } from 'lucide-react';
import type { Reader } from '../../domain/access.ts';
import type { Role } from '../../domain/record-type.ts';
import { roundPlaces } from '../../domain/rules/today.ts';
import { EmptyState, type StateAction } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { todayWords } from './words.ts';

/** A calm day, and what one could do with it. */
export function NothingToday({ reader }: { readonly reader: Reader }) {
  const say = useWords(todayWords);
  const holds = (...roles: readonly Role[]) =>
    reader.grants.some((grant) => roles.includes(grant.role));
  const watch: StateAction = { label: say('emptyToWatch'), icon: Users, to: '/watch' };
  const [hint, action] =
    roundPlaces(reader).length > 0
      ? [say('emptyLiaison'), { label: say('emptyToRound'), icon: Footprints, to: '/round' }]
      : holds('head', 'admin', 'socialWorker')
        ? [
            say('emptyHead'),
            { label: say('emptyToOverview'), icon: LayoutDashboard, to: '/overview' },
          ]
        : holds('volunteer')
          ? [say('emptyVolunteer'), watch]
          : [say('emptyOther'), { label: say('emptyToNeeds'), icon: HeartHandshake, to: '/needs' }];
  return (
    <EmptyState title={say('empty')} icon={CircleCheckBig} action={action}>
      {hint}
    </EmptyState>
  );
}
