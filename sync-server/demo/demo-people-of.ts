import type { DemoPerson } from '../demo-people.ts';
import type { CarePlans } from './care-plans.ts';
import type { Cast } from './cast.ts';
import { gridOf, type Holder, type Neighbourhood } from './neighbourhood.ts';

/** The people a visitor of the demo can be, each with what he is in words and a code that lasts. */
export function demoPeopleOf(hood: Neighbourhood, cast: Cast, plans: CarePlans): DemoPerson[] {
  const nameOf = (place: string): string =>
    [...hood.grids, ...hood.buildings].find((one) => one.place === place)?.name ?? '';
  const building = ({ post }: Holder): string =>
    `${nameOf(gridOf(post.place))} ${nameOf(post.place)}`;
  const looksIn = [...plans.values()].filter((watchers) =>
    watchers.includes(cast.volunteer),
  ).length;
  const demo = ({ person, post }: Holder, title: string, code: string): DemoPerson => ({
    person: person.id,
    role: post.role,
    name: person.name,
    place: post.place,
    title,
    code,
  });
  return [
    demo(cast.liaison, `${building(cast.liaison)} 联络员`, 'LSNA-2468'),
    demo(cast.volunteer, `志愿者，看望 ${looksIn} 位老人`, 'VLNT-2468'),
    demo(cast.head, `${nameOf(cast.head.post.place)} 站长`, 'HEAD-2468'),
    demo(cast.admin, '服务中心管理员', 'ADMN-2468'),
    demo(cast.socialWorker, '服务中心社工', 'SCWK-2468'),
    demo(cast.core, `${nameOf(cast.core.post.place)} 骨干志愿者`, 'CRVT-2468'),
    demo(cast.neighbour, `${building(cast.neighbour)} 联络员`, 'LSNB-2468'),
  ];
}
