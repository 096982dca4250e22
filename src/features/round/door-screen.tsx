import { useReader } from '../../store/device-context.tsx';
import { placeAt } from '../../domain/place.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { useParam } from '../../ui/link.tsx';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { placeOf, placeParam } from '../../ui/place-param.ts';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { BuildingPage } from './building-page.tsx';
import { DoorPage } from './door-page.tsx';
import { PrintableRound } from './printable-round.tsx';
import { mayGoRound } from './round-access.ts';
import { useHousehold } from './use-door.ts';
import { useRound } from './use-round.ts';
import { useRoundBack } from './use-round-back.ts';
import { roundWords } from './words.ts';

/** /door/$place: one household; beside its building where there is room and the person goes round there. */
export function DoorScreen() {
  const place = placeOf(useParam('place'));
  const building = placeAt(place, 'building') ?? place;
  const round = useRound(building);
  const household = useHousehold(place, round);
  const goesRound = mayGoRound(useReader(), building);
  const beside = useRoomForTwo() && goesRound;
  const back = useRoundBack();

  const detail = household ? (
    <DoorPage
      key={place}
      household={household}
      round={goesRound ? round : undefined}
      pane={beside}
    />
  ) : (
    <NoDoor
      missing={household === null}
      pane={beside}
      back={goesRound ? `/round/${placeParam(building)}` : '/today'}
    />
  );
  if (!beside) return detail;
  return (
    <PrintableRound round={round}>
      <MasterDetail
        open
        list={
          <BuildingPage round={round} name={round?.building?.name ?? ''} back={back} open={place} />
        }
        detail={detail}
      />
    </PrintableRound>
  );
}

function NoDoor({
  missing,
  pane,
  back,
}: {
  readonly missing: boolean;
  readonly pane: boolean;
  readonly back: string;
}) {
  const say = useWords(roundWords);
  return (
    <Page pane={pane} title={missing ? say('gone') : ''} back={pane ? undefined : back}>
      {missing ? (
        <EmptyState
          title={say('gone')}
          action={{ label: say(back === '/today' ? 'toToday' : 'toRound'), to: back }}
        >
          {say('goneHint')}
        </EmptyState>
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
