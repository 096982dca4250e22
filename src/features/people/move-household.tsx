import { Select, TextInput } from '@mantine/core';
import { Truck } from 'lucide-react';
import { useState } from 'react';
import { canCreate, canEdit } from '../../domain/access.ts';
import { placeInWords, placeNames } from '../../domain/rules/place-words.ts';
import { householdKey } from '../../domain/roster/place-keys.ts';
import { readDoor } from '../../domain/roster/read-resident.ts';
import { useDevice, useReader, useRecords } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import css from './people.module.css';
import { peopleWords } from './words.ts';

/**
 * A household moves to another door. Only its own record is changed here: the server moves the people and all that
 * is about them with it, or nobody at all when the door was taken meanwhile.
 */
export function MoveHousehold({
  household,
  members,
  onMoved,
}: {
  readonly household: Local<'places'>;
  /** How many people live there. */
  readonly members: number;
  /** Told where it went, in words; by then this part may be gone with the old address. */
  readonly onMoved: (where: string) => void;
}) {
  const say = useWords(peopleWords);
  const { store } = useDevice();
  const reader = useReader();
  const places = useRecords('places') ?? [];
  const [opened, setOpened] = useState(false);
  const [building, setBuilding] = useState<string | null>(null);
  const [door, setDoor] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const { once, failure } = useAttempt();
  const names = placeNames(places);
  const allowed = (place: Local<'places'>): boolean =>
    canCreate(reader, 'places', { kind: 'household', place: `${place.place}/h0`, involves: [] });
  const buildings = places.filter((place) => place.kind === 'building' && allowed(place));
  if (!canEdit(reader, 'places', household, 'place') || buildings.length === 0) return null;

  const move = async () => {
    const read = readDoor(door);
    if (building === null || !read.ok) return setProblem(say('doorNeeded'));
    const number = read.value;
    const path = `${building}/${householdKey(number)}`;
    if (path === household.place || places.some((place) => place.place === path))
      return setProblem(say('doorTaken'));
    const kept = await once(() =>
      store.edit('places', household.id, { place: path, name: number }),
    );
    if (!kept) return undefined;
    onMoved(say('moved', { where: placeInWords(path, new Map([...names, [path, number]])) }));
    return setOpened(false);
  };
  return (
    <>
      <QuietButton icon={Truck} onClick={() => setOpened(true)}>
        {say('move')}
      </QuietButton>
      <ConfirmSheet
        opened={opened}
        onClose={() => setOpened(false)}
        title={say('moveTitle', { door: household.name })}
        confirm={say('doMove')}
        onConfirm={() => void move()}
      >
        <div className={css['stack']}>
          <p className={css['hint']}>{say('moveHint', { n: members })}</p>
          <Select
            label={say('building')}
            searchable
            value={building}
            onChange={setBuilding}
            data={buildings.map((place) => ({
              value: place.place,
              label: placeInWords(place.place, names),
            }))}
          />
          <TextInput
            label={say('newDoor')}
            value={door}
            error={problem}
            maxLength={20}
            inputMode="numeric"
            autoComplete="off"
            onChange={(event) => {
              setDoor(event.currentTarget.value);
              setProblem(undefined);
            }}
          />
          <NotKept failure={failure} />
        </div>
      </ConfirmSheet>
    </>
  );
}
