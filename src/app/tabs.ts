import {
  ChartColumn,
  DoorOpen,
  Eye,
  FileUp,
  HeartHandshake,
  IdCard,
  ListTodo,
  MonitorSmartphone,
  Scale,
  UserRound,
  Users,
} from 'lucide-react';
import type { Grant } from '../domain/access.ts';
import type { IconType } from '../ui/icon.tsx';
import type { Layout } from '../ui/layout.ts';

export type PageName =
  | 'today'
  | 'round'
  | 'watch'
  | 'needs'
  | 'overview'
  | 'people'
  | 'posts'
  | 'import'
  | 'review'
  | 'devices'
  | 'me';

export interface Tab {
  readonly name: PageName;
  readonly to: string;
  readonly icon: IconType;
}

const icons: Readonly<Record<PageName, IconType>> = {
  today: ListTodo,
  round: DoorOpen,
  watch: Eye,
  needs: HeartHandshake,
  overview: ChartColumn,
  people: Users,
  posts: IdCard,
  import: FileUp,
  review: Scale,
  devices: MonitorSmartphone,
  me: UserRound,
};

export type Desk = 'centre' | 'head' | 'liaison' | 'volunteer';

/** Whose work a person sees first: the strongest of the posts held. */
export function deskOf(grants: readonly Pick<Grant, 'role'>[]): Desk {
  const roles = new Set(grants.map((grant) => grant.role));
  if (roles.has('admin') || roles.has('socialWorker')) return 'centre';
  if (roles.has('head')) return 'head';
  return roles.has('liaison') ? 'liaison' : 'volunteer';
}

const phone: Readonly<Record<Desk, readonly PageName[]>> = {
  centre: ['overview', 'needs', 'people', 'me'],
  head: ['today', 'needs', 'round', 'me'],
  liaison: ['today', 'round', 'needs', 'me'],
  volunteer: ['today', 'watch', 'needs', 'me'],
};

const rail: Readonly<Record<Desk, readonly PageName[]>> = {
  centre: ['overview', 'needs', 'round', 'people', 'posts', 'import', 'review', 'devices', 'me'],
  head: ['today', 'needs', 'round', 'people', 'overview', 'review', 'me'],
  liaison: ['today', 'round', 'watch', 'needs', 'people', 'me'],
  volunteer: ['today', 'watch', 'needs', 'me'],
};

const everything: Readonly<Record<Desk, readonly PageName[]>> = {
  centre: [
    'today',
    'overview',
    'needs',
    'round',
    'watch',
    'people',
    'posts',
    'import',
    'review',
    'devices',
    'me',
  ],
  head: [
    'today',
    'needs',
    'round',
    'watch',
    'overview',
    'people',
    'posts',
    'review',
    'devices',
    'me',
  ],
  liaison: ['today', 'round', 'watch', 'needs', 'people', 'devices', 'me'],
  volunteer: ['today', 'watch', 'needs', 'devices', 'me'],
};

function tab(name: PageName): Tab {
  return { name, to: `/${name}`, icon: icons[name] };
}

/** The pages always at hand: four on a phone, more where there is room. */
export function tabsFor(desk: Desk, layout: Layout): Tab[] {
  const names = layout === 'phone' ? phone : rail;
  return names[desk].map(tab);
}

/** The other pages this desk may use; 我的 leads to them. */
export function morePages(desk: Desk, layout: Layout): Tab[] {
  const shown = new Set(tabsFor(desk, layout).map(({ name }) => name));
  return everything[desk].filter((name) => !shown.has(name)).map(tab);
}

/** Where the app begins: the centre with its figures, everybody else with what is to be done. */
export function startOf(desk: Desk): string {
  return desk === 'centre' ? '/overview' : '/today';
}

/** Pages of the menu keep the tabs of a phone in sight; what lies deeper has a way back instead. */
export function isTopPage(path: string): boolean {
  return everything.centre.some((name) => path === `/${name}`);
}
