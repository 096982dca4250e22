import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { needCategories, urgencies, type NeedCategory, type Urgency } from '../../domain/needs.ts';
import { useDevice, useReader } from '../../store/device-context.tsx';
import type { Local } from '../../store/local-record.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { NotKept } from '../../ui/not-kept.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useWords } from '../../ui/words.ts';
import { categoryIcons, urgencyIcons } from './need-icons.ts';
import { needWords } from './need-words.ts';
import { fitFor, takeStep, type Taken } from './need-writes.ts';
import { sheetWords } from './sheet-words.ts';
import { Skipped } from './skipped.tsx';

export interface SheetProps {
  readonly needs: readonly Local<'needs'>[];
  readonly onClose: () => void;
  readonly onTaken: (taken: Taken) => void;
}

type Common<V> = V | null;

/** The value that all the needs share, or null where they differ. */
function common<V>(values: readonly V[]): Common<V> {
  const [first, ...others] = values;
  return first !== undefined && others.every((value) => value === first) ? first : null;
}

/** Judges one need or several: how urgent, of which kind. What is left alone stays as it is. */
export function TriageSheet({ needs, onClose, onTaken }: SheetProps) {
  const say = useWords(sheetWords);
  const { store } = useDevice();
  const fitting = fitFor(useReader(), needs, 'triaged');
  const [urgency, setUrgency] = useState<Common<Urgency>>(common(needs.map((n) => n.urgency)));
  const [category, setCategory] = useState<Common<NeedCategory>>(
    common(needs.map((n) => n.category)),
  );
  const [note, setNote] = useState('');
  const { once, failure } = useAttempt();
  const sorting = { urgency: urgency ?? undefined, category: category ?? undefined };
  const step = { step: 'triaged' as const, ...(note.trim() ? { note: note.trim() } : {}) };
  const confirm = () =>
    once(async () => onTaken(await takeStep(store, fitting, step, sorting)), { leaves: true });
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={needs.length > 1 ? say('triageMany', { n: fitting.length }) : say('triageTitle')}
      confirm={fitting.length > 0 ? say('triageConfirm') : undefined}
      onConfirm={() => void confirm()}
    >
      <Skipped all={needs.length} fitting={fitting.length} />
      <SortingChoices
        urgency={urgency}
        category={category}
        onUrgency={setUrgency}
        onCategory={setCategory}
      />
      <Textarea
        label={say('note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={1000}
        rows={2}
      />
      <NotKept failure={failure} />
    </ConfirmSheet>
  );
}

/** Changes kind and urgency later, without a step. */
export function SortingSheet({
  need,
  onClose,
}: {
  readonly need: Local<'needs'>;
  readonly onClose: () => void;
}) {
  const say = useWords(sheetWords);
  const { store } = useDevice();
  const [urgency, setUrgency] = useState<Urgency>(need.urgency);
  const [category, setCategory] = useState<NeedCategory>(need.category);
  const { once, failure } = useAttempt();
  const confirm = async () => {
    if (await once(() => store.edit('needs', need.id, { urgency, category }))) onClose();
  };
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={say('changeTitle')}
      confirm={say('changeConfirm')}
      onConfirm={() => void confirm()}
    >
      <SortingChoices
        urgency={urgency}
        category={category}
        onUrgency={setUrgency}
        onCategory={setCategory}
      />
      <NotKept failure={failure} />
    </ConfirmSheet>
  );
}

function SortingChoices(props: {
  readonly urgency: Common<Urgency>;
  readonly category: Common<NeedCategory>;
  readonly onUrgency: (urgency: Urgency) => void;
  readonly onCategory: (category: NeedCategory) => void;
}) {
  const say = useWords(sheetWords);
  const sayNeed = useWords(needWords);
  return (
    <>
      <ChoiceRow
        label={say('urgency')}
        value={props.urgency}
        onChange={props.onUrgency}
        choices={urgencies.map((value) => ({
          value,
          label: sayNeed(value),
          icon: urgencyIcons[value],
        }))}
      />
      <ChoiceRow
        label={say('category')}
        value={props.category}
        onChange={props.onCategory}
        choices={needCategories.map((value) => ({
          value,
          label: sayNeed(value),
          icon: categoryIcons[value],
        }))}
      />
    </>
  );
}
