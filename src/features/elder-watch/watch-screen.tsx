import { HeartHandshake } from 'lucide-react';
import { useRoomForTwo } from '../../ui/layout.ts';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { WatchPage } from './watch-page.tsx';
import { watchWords } from './words.ts';

/** 守望: everyone watched in my place, the most urgent first. */
export function WatchScreen() {
  const say = useWords(watchWords);
  const beside = useRoomForTwo();
  if (!beside) return <WatchPage />;
  return (
    <MasterDetail
      list={<WatchPage />}
      detail={<EmptyState title={say('pick')} icon={HeartHandshake} />}
      open={false}
    />
  );
}
