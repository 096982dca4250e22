import { Building2 } from 'lucide-react';
import { useEffect } from 'react';
import { useReader, useRecords } from '../../store/device-context.tsx';
import { useGo } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { EmptyState, LoadingState, NoPermission } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Buildings } from './buildings.tsx';
import { mayGoRound } from './round-access.ts';
import { roundWords } from './words.ts';

/** /round: which building; straight in where there is only one. */
export function RoundPickScreen() {
  const say = useWords(roundWords);
  const go = useGo();
  const reader = useReader();
  const places = useRecords('places', { where: { kind: { $in: ['building', 'grid'] } } });
  const buildings = places?.filter(
    ({ kind, place }) => kind === 'building' && mayGoRound(reader, place),
  );
  const only = buildings?.length === 1 ? buildings[0]?.place : undefined;
  useEffect(() => {
    if (only !== undefined) go(`/round/${placeParam(only)}`, { replace: true });
  }, [only, go]);

  const nowhere = reader.grants.every(({ place }) => !mayGoRound(reader, place));
  const choosing = !nowhere && buildings !== undefined && buildings.length > 1;
  return (
    <Page title={say('pickTitle')} subtitle={choosing ? say('pickHint') : undefined}>
      {nowhere && <NoPermission>{say('forbidden')}</NoPermission>}
      {!nowhere && (!buildings || only !== undefined) && <LoadingState />}
      {!nowhere && buildings?.length === 0 && (
        <EmptyState icon={Building2} title={say('noBuildings')}>
          {say('noBuildingsHint')}
        </EmptyState>
      )}
      {choosing && (
        <Buildings
          buildings={buildings}
          grids={places?.filter(({ kind }) => kind === 'grid') ?? []}
        />
      )}
    </Page>
  );
}
