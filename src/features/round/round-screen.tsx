import { DoorOpen } from 'lucide-react';
import { useEffect } from 'react';
import { useDevice, useReader } from '../../store/device-context.tsx';
import { useRoomForTwo } from '../../ui/layout.ts';
import { useParam } from '../../ui/link.tsx';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { placeOf } from '../../ui/place-param.ts';
import { EmptyState, NoPermission } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { BuildingPage } from './building-page.tsx';
import { lastBuildingKey } from './last-building.ts';
import { mayGoRound } from './round-access.ts';
import { PrintableRound } from './printable-round.tsx';
import { useRound } from './use-round.ts';
import { useRoundBack } from './use-round-back.ts';
import { roundWords } from './words.ts';

/** /round/$place: one building, going round. */
export function RoundScreen() {
  const say = useWords(roundWords);
  const { store } = useDevice();
  const building = placeOf(useParam('place'));
  const allowed = mayGoRound(useReader(), building);
  const beside = useRoomForTwo();
  const round = useRound(building);
  const back = useRoundBack();
  useEffect(() => {
    if (allowed) void store.memory<string>(lastBuildingKey).set(building);
  }, [store, building, allowed]);

  useEffect(() => {
    // The first door then opens as fast as the others; where it cannot be loaded now, opening a door says so.
    const soon = setTimeout(() => void import('./door-screen.tsx').catch(() => undefined), 300);
    return () => clearTimeout(soon);
  }, []);

  if (!allowed) {
    return (
      <Page title={say('pickTitle')} back="/today">
        <NoPermission>{say('forbidden')}</NoPermission>
      </Page>
    );
  }
  // A building that is not on this device has no name to show.
  const name = round ? (round.building?.name ?? say('pickTitle')) : '';
  const list = <BuildingPage round={round} name={name} back={back} />;
  if (!beside) return <PrintableRound round={round}>{list}</PrintableRound>;
  const hint = (
    <EmptyState icon={DoorOpen} title={say('pickDoor')}>
      {say('pickDoorHint')}
    </EmptyState>
  );
  return (
    <PrintableRound round={round}>
      <MasterDetail list={list} detail={hint} open={false} />
    </PrintableRound>
  );
}
