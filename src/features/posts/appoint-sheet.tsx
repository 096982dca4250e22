import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { postKindOf } from '../../domain/posts.ts';
import { roles, type Role } from '../../domain/record-type.ts';
import { rolesToGive } from '../../domain/rules/post-list.ts';
import { placeInWords, type PlaceNames } from '../../domain/rules/place-words.ts';
import { useDevice, useReader, useRecords } from '../../store/device-context.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import css from './posts.module.css';
import { postsScreenWords } from './words.ts';

const mostShown = 30;

/** Gives somebody a post from now on: role, place, person. */
export function AppointSheet({
  opened,
  onClose,
  places,
  names,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly places: readonly string[];
  readonly names: PlaceNames;
}) {
  const say = useWords(postsScreenWords);
  const sayRole = useWords(roleWords);
  const reader = useReader();
  const { store } = useDevice();
  const { once, failure } = useAttempt();
  const people = useRecords('people');
  const [place, setPlace] = useState<string | null>(null);
  const [role, setRole] = useState<Role | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const [incomplete, setIncomplete] = useState(false);
  const allowed = place === null ? [] : rolesToGive(reader, place);
  const options = useMemo(
    () =>
      (people ?? []).map(({ id, name, place: home }) => ({
        value: id,
        label: `${name} · ${placeInWords(home, names)}`,
      })),
    [people, names],
  );
  const appoint = async () => {
    const holder = people?.find(({ id }) => id === person);
    if (!holder || place === null || role === null || !allowed.includes(role))
      return setIncomplete(true);
    const done = await once(() =>
      store.create('posts', {
        kind: postKindOf(role),
        place,
        person: holder.id,
        role,
        from: store.now(),
        name: holder.name,
        ...(holder.phone === undefined ? {} : { phone: holder.phone }),
      }),
    );
    if (!done) return undefined;
    setPerson(null);
    return onClose();
  };
  return (
    <ConfirmSheet
      opened={opened}
      onClose={onClose}
      title={say('appointTitle')}
      confirm={say('doAppoint')}
      onConfirm={() => void appoint()}
    >
      <div className={css['stack']}>
        <Select
          label={say('place')}
          searchable
          value={place}
          onChange={setPlace}
          data={places.map((value) => ({
            value,
            label: placeInWords(value, names) || say('centre'),
          }))}
        />
        <Select
          label={say('role')}
          value={role}
          onChange={(value) => setRole(roles.find((known) => known === value) ?? null)}
          data={allowed.map((value) => ({ value, label: sayRole(value) }))}
          disabled={place === null}
        />
        <Select
          label={say('person')}
          placeholder={say('personHint')}
          searchable
          limit={mostShown}
          nothingFoundMessage={say('nobody')}
          value={person}
          onChange={setPerson}
          data={options}
        />
        {incomplete && <p role="alert">{say('choose')}</p>}
        <NotKept failure={failure} />
      </div>
    </ConfirmSheet>
  );
}
