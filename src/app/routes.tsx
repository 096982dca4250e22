import {
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  type RouteComponent,
} from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useDevice, useReader } from '../store/device-context.tsx';
import { addressOf } from '../ui/link.tsx';
import { LoadingState } from '../ui/states.tsx';
import { parseSearch, stringifySearch } from '../ui/search-text.ts';
import { pageToReopen } from './last-page.ts';
import { Root } from './root.tsx';
import { NoSuchPage, RouteProblem } from './route-problem.tsx';
import { deskOf, startOf } from './tabs.ts';

const root = createRootRoute({ component: Root });

function route(path: string, component: RouteComponent) {
  return createRoute({ getParentRoute: () => root, path, component });
}

// Only the first look at the bare address leads back to where one was; later it leads to the first page.
let reopening = true;

function Start() {
  const { store } = useDevice();
  const first = startOf(deskOf(useReader().grants));
  const [page, setPage] = useState<string | null | undefined>(reopening ? undefined : null);
  useEffect(() => {
    const open = (known: string | null) => {
      reopening = false;
      setPage(known);
    };
    // Whatever is wrong with the memory, there is a first page.
    pageToReopen(store).then(open, () => open(null));
  }, [store]);
  return page === undefined ? <LoadingState /> : <Navigate {...addressOf(page ?? first)} replace />;
}

export const routes = [
  route('/', Start),
  route(
    '/enrol',
    lazyRouteComponent(() => import('./enrol-page.tsx'), 'EnrolPage'),
  ),
  route(
    '/me',
    lazyRouteComponent(() => import('./me-page.tsx'), 'MePage'),
  ),
  route(
    '/today',
    lazyRouteComponent(() => import('../features/today/today-screen.tsx'), 'TodayScreen'),
  ),
  route(
    '/round',
    lazyRouteComponent(() => import('../features/round/round-pick-screen.tsx'), 'RoundPickScreen'),
  ),
  route(
    '/round/$place',
    lazyRouteComponent(() => import('../features/round/round-screen.tsx'), 'RoundScreen'),
  ),
  route(
    '/watch/{-$person}',
    lazyRouteComponent(() => import('../features/elder-watch/watch-screen.tsx'), 'WatchScreen'),
  ),
  route(
    '/alarm',
    lazyRouteComponent(() => import('../features/alarm/alarm-screen.tsx'), 'AlarmScreen'),
  ),
  route(
    '/alarms/$id',
    lazyRouteComponent(
      () => import('../features/alarm/alarm-detail-screen.tsx'),
      'AlarmDetailScreen',
    ),
  ),
  // One route with and without the id, so that the list beside a need stays as it is.
  route(
    '/needs/{-$id}',
    lazyRouteComponent(
      () => import('../features/need-queue/need-queue-screen.tsx'),
      'NeedQueueScreen',
    ),
  ),
  route(
    '/door/$place',
    lazyRouteComponent(() => import('../features/round/door-screen.tsx'), 'DoorScreen'),
  ),
  route(
    '/visit/$id',
    lazyRouteComponent(() => import('../features/log-visit/visit-screen.tsx'), 'VisitScreen'),
  ),
  route(
    '/raise',
    lazyRouteComponent(
      () => import('../features/raise-need/raise-need-screen.tsx'),
      'RaiseNeedScreen',
    ),
  ),
  route(
    '/review/{-$id}',
    lazyRouteComponent(() => import('../features/review/review-screen.tsx'), 'ReviewScreen'),
  ),
  route(
    '/import',
    lazyRouteComponent(() => import('../features/import-roster/import-screen.tsx'), 'ImportScreen'),
  ),
  route(
    '/posts',
    lazyRouteComponent(() => import('../features/posts/posts-screen.tsx'), 'PostsScreen'),
  ),
  route(
    '/handover/$id',
    lazyRouteComponent(() => import('../features/posts/handover-screen.tsx'), 'HandoverScreen'),
  ),
  route(
    '/devices/{-$id}',
    lazyRouteComponent(() => import('../features/devices/devices-screen.tsx'), 'DevicesScreen'),
  ),
  route(
    '/overview',
    lazyRouteComponent(() => import('../features/overview/overview-screen.tsx'), 'OverviewScreen'),
  ),
  route(
    '/people',
    lazyRouteComponent(() => import('../features/people/people-screen.tsx'), 'PeopleScreen'),
  ),
  route(
    '/people/$id',
    lazyRouteComponent(() => import('../features/people/person-screen.tsx'), 'PersonScreen'),
  ),
  route(
    '/upload',
    lazyRouteComponent(
      () => import('../features/upload-status/upload-status-screen.tsx'),
      'UploadStatusScreen',
    ),
  ),
  route(
    '/carry',
    lazyRouteComponent(() => import('../features/carried/carry-out-screen.tsx'), 'CarryOutScreen'),
  ),
  route(
    '/carry/others',
    lazyRouteComponent(() => import('../features/carried/carry-in-screen.tsx'), 'CarryInScreen'),
  ),
];

/** Every page of the app by its address; each is a chunk of its own, and all of them are kept on the device. */
export function appRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    history: createBrowserHistory(),
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: NoSuchPage,
    defaultPendingComponent: () => <LoadingState />,
  });
}
