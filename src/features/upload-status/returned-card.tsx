import { Copy, Eye, SquarePen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useDevice, useNow } from '../../store/device-context.tsx';
import type { ReturnedEntry } from '../../store/returned-entry.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { formatSentence, formatWhen } from '../../ui/format.ts';
import { Pill } from '../../ui/pill.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { useWords } from '../../ui/words.ts';
import { FixSheet } from './fix-sheet.tsx';
import css from './upload-status.module.css';
import { entryIcons, usePlaceName } from './waiting-row.tsx';
import { uploadWords } from './words.ts';
import {
  canSendAgain,
  fieldName,
  calledOf,
  pageOf,
  textToCopy,
  titleOf,
  writtenIn,
} from './written.ts';

/** Work that came back: what it was, why, what to do, and the person's own words, kept. */
export function ReturnedCard({ entry }: { readonly entry: ReturnedEntry }) {
  const say = useWords(uploadWords);
  const sayProblem = useProblemWords();
  const { store } = useDevice();
  const now = useNow();
  const door = usePlaceName(entry.place ?? '');
  const [open, setOpen] = useState<'fix' | 'dismiss' | null>(null);
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null);
  const written = writtenIn(entry);
  const text = textToCopy(written, say, uploadWords);
  const said = sayProblem(entry.problem?.code ?? entry.outcome);
  const field = entry.problem?.field;
  const named = field === undefined ? null : fieldName(field, say, uploadWords);
  const away = entry.row.op === 'create' || entry.recordId === '';
  const called = calledOf(entry.c, entry.kind);
  const page = away ? null : pageOf(called, entry.recordId, entry.place);
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'copyFailed' as const,
    );
    setCopied(done);
  };
  return (
    <Card edge="amber">
      <div className={css['head']}>
        <strong className={css['title']}>
          {[say(called), titleOf(written), door].filter((part) => part !== '').join(' · ')}
        </strong>
        <Pill tone="amber" icon={entryIcons[called]}>
          {say(entry.outcome)}
        </Pill>
      </div>
      <p className={css['when']}>
        {say(entry.row.op)} · {formatWhen(entry.at, now)}
      </p>
      <p>
        <strong>{formatSentence(said.why)}</strong>
        {said.next} {named !== null && say('fieldTo', { field: named })}
      </p>
      {text !== '' && <pre className={css['text']}>{text}</pre>}
      <div className={css['ways']}>
        {canSendAgain(entry) && (
          <QuietButton icon={SquarePen} onClick={() => setOpen('fix')}>
            {say('fix')}
          </QuietButton>
        )}
        {text !== '' && (
          <QuietButton icon={Copy} onClick={() => void copy()}>
            {say('copy')}
          </QuietButton>
        )}
        {page !== null && (
          <QuietButton icon={Eye} to={page}>
            {say('look')}
          </QuietButton>
        )}
        <QuietButton icon={Trash2} tone="alarm" onClick={() => setOpen('dismiss')}>
          {say('dismiss')}
        </QuietButton>
      </div>
      <output>{copied !== null && say(copied)}</output>
      {open === 'fix' && <FixSheet entry={entry} onClose={() => setOpen(null)} />}
      <ConfirmSheet
        opened={open === 'dismiss'}
        onClose={() => setOpen(null)}
        title={say('dismissTitle')}
        confirm={say('dismiss')}
        tone="alarm"
        onConfirm={() => void store.dismiss(entry.id)}
      >
        <p>{say(entry.outcome === 'refused' ? 'dismissHint' : 'dismissKept')}</p>
      </ConfirmSheet>
    </Card>
  );
}
