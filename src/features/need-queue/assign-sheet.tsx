import { Textarea } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { placeInWords } from '../../domain/rules/place-words.ts';
import { useDevice, useNow, useReader } from '../../store/device-context.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { roleWords } from '../../ui/role-words.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { CandidateList, PersonChoice } from './candidate-list.tsx';
import css from './candidate-list.module.css';
import { candidatesFor, findHelpers, type Directory } from './candidates.ts';
import { detailWords } from './detail-words.ts';
import { fitFor, takeStep } from './need-writes.ts';
import { sheetWords } from './sheet-words.ts';
import { Skipped } from './skipped.tsx';
import type { SheetProps } from './triage-sheet.tsx';
import { useDirectory } from './use-directory.ts';

const mostFound = 20;

interface Chosen {
  readonly person: string;
  readonly name: string;
}

/** Gives one need or several to somebody: from those who suit, or anybody found by name. */
export function AssignSheet({ needs, onClose, onTaken }: SheetProps) {
  const say = useWords(sheetWords);
  const sayDetail = useWords(detailWords);
  const { store } = useDevice();
  const fitting = fitFor(useReader(), needs, 'assigned');
  const directory = useDirectory();
  const now = useNow();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [search, setSearch] = useState('');
  const [note, setNote] = useState('');
  const { once, failure } = useAttempt();
  const candidates = useMemo(
    () => (directory ? candidatesFor(needs, directory, now) : []),
    [needs, directory, now],
  );
  const confirm = () => {
    if (!chosen) return;
    const step = {
      step: 'assigned' as const,
      assignee: chosen.person,
      assigneeName: chosen.name,
      ...(note.trim() ? { note: note.trim() } : {}),
    };
    void once(async () => onTaken(await takeStep(store, fitting, step)), { leaves: true });
  };
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={needs.length > 1 ? say('assignMany', { n: fitting.length }) : say('assignTitle')}
      confirm={
        fitting.length === 0 || !chosen ? undefined : say('assignConfirm', { name: chosen.name })
      }
      onConfirm={confirm}
    >
      <Skipped all={needs.length} fitting={fitting.length} />
      <SearchBox label={say('searchPeople')} value={search} onChange={setSearch} />
      {!directory ? (
        <LoadingState />
      ) : search.trim() !== '' ? (
        <Found
          directory={directory}
          search={search}
          now={now}
          chosen={chosen?.person ?? null}
          onChoose={setChosen}
        />
      ) : candidates.length === 0 ? (
        <p>{sayDetail('noCandidates')}</p>
      ) : (
        <CandidateList
          label={sayDetail('who')}
          candidates={candidates}
          value={chosen?.person ?? null}
          onChange={setChosen}
          few={3}
        />
      )}
      {chosen && (
        <Textarea
          label={say('assignNote')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={1000}
          rows={2}
        />
      )}
      <NotKept failure={failure} />
    </ConfirmSheet>
  );
}

function Found({
  directory,
  search,
  now,
  chosen,
  onChoose,
}: {
  readonly directory: Directory & { readonly names: ReadonlyMap<string, string> };
  readonly search: string;
  readonly now: number;
  readonly chosen: string | null;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const say = useWords(sheetWords);
  const sayRole = useWords(roleWords);
  const group = useId();
  const found = useMemo(() => findHelpers(directory, search, now), [directory, search, now]);
  if (found.length === 0) return <output>{say('noneFound')}</output>;
  return (
    <div className={css['list']} role="radiogroup" aria-label={say('found')}>
      {found.slice(0, mostFound).map((helper) => (
        <PersonChoice
          key={helper.person}
          group={group}
          name={helper.name}
          detail={[
            helper.role === null ? say('notInOffice') : sayRole(helper.role),
            placeInWords(helper.place, directory.names),
          ].join(' · ')}
          chosen={helper.person === chosen}
          onChoose={() => onChoose({ person: helper.person, name: helper.name })}
        />
      ))}
    </div>
  );
}
