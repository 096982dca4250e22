import { HeartHandshake } from 'lucide-react';
import { useRoomForTwo } from '../../ui/layout.ts';
import { useParam } from '../../ui/link.tsx';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { WatchPage } from './watch-page.tsx';
import { WatchedPersonPage } from './watched-person-page.tsx';
import { watchWords } from './words.ts';

/** 守望: everyone watched in my place, the most urgent first; whoever was picked stands beside the list where there is room. */
export function WatchScreen() {
  const say = useWords(watchWords);
  const beside = useRoomForTwo();
  const id = useParam('person');
  const person = id === '' ? null : <WatchedPersonPage id={id} pane={beside} />;
  if (!beside) return person ?? <WatchPage selected="" />;
  return (
    <MasterDetail
      list={<WatchPage selected={id} />}
      detail={person ?? <EmptyState title={say('pick')} icon={HeartHandshake} />}
      open={person !== null}
    />
  );
}
