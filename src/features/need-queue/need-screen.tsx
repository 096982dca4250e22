import { NeedQueueScreen } from './need-queue-screen.tsx';

/** One need, with the queue beside it where there is room: the address says which is open. */
export function NeedScreen() {
  return <NeedQueueScreen />;
}
