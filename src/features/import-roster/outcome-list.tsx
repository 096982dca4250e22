import { CircleCheck, CircleSlash, Equal, PencilLine, RefreshCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { countResults, type RowOutcome, type RowResult } from '../../domain/roster/outcome.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import type { IconType } from '../../ui/icon.tsx';
import { useLayout } from '../../ui/layout.ts';
import { Pill } from '../../ui/pill.tsx';
import { useTextSize } from '../../ui/preferences.ts';
import { Section } from '../../ui/section.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWords } from '../../ui/words.ts';
import css from './import-roster.module.css';
import { useOutcomeLines, type OutcomeLine } from './outcome-text.ts';
import { resultWords } from './outcome-words.ts';
import { importWords } from './words.ts';

const look: Readonly<Record<RowResult, { tone: 'teal' | 'amber' | 'grey'; icon: IconType }>> = {
  imported: { tone: 'teal', icon: CircleCheck },
  corrected: { tone: 'teal', icon: PencilLine },
  updated: { tone: 'teal', icon: RefreshCw },
  unchanged: { tone: 'grey', icon: Equal },
  rejected: { tone: 'amber', icon: CircleSlash },
};

type Shown = RowResult | 'all';

/** Every row of the file with what becomes of it; rejected ones first in sight. */
export function OutcomeList({
  outcomes,
  children,
}: {
  readonly outcomes: readonly RowOutcome[];
  /** What one may do with them, beside the filter. */
  readonly children?: ReactNode;
}) {
  const say = useWords(importWords);
  const sayResult = useWords(resultWords);
  const counts = countResults(outcomes);
  // Media queries cannot see the size of the letters: large ones leave no room for four columns on a tablet.
  const size = useTextSize();
  const desktop = useLayout() === 'desktop';
  const roomy = size === 'normal' || (desktop && size === 'elder');
  const first: Shown = counts.rejected > 0 ? 'rejected' : 'all';
  // Not in the address: neither the file nor its rows would be there after a reload.
  const [asked, setAsked] = useState<Shown | null>(null);
  const shown = asked ?? first;
  const rows = shown === 'all' ? outcomes : outcomes.filter(({ result }) => result === shown);
  const choices = [
    { value: 'all' as Shown, label: say('all'), count: outcomes.length },
    ...(['rejected', 'corrected', 'updated', 'imported', 'unchanged'] as const)
      .filter((result) => counts[result] > 0 || result === shown)
      .map((result) => ({
        value: result,
        label: sayResult(result),
        count: counts[result],
        icon: look[result].icon,
      })),
  ];
  return (
    <Section title={say('rows')} count={outcomes.length}>
      <div className={css['beside']}>
        <FilterChips label={say('showRows')} value={shown} choices={choices} onChange={setAsked} />
        <div className={css['buttons']}>{children}</div>
      </div>
      <div data-roomy={roomy || undefined}>
        <div className={css['headings']} aria-hidden>
          <span>{say('rowNumber')}</span>
          <span>{say('person')}</span>
          <span>{say('result')}</span>
          <span>{say('details')}</span>
        </div>
        {rows.length === 0 ? (
          <p className={css['hint']}>{say('noRows')}</p>
        ) : (
          <VirtualList
            items={rows}
            keyOf={({ part, sheet, row }) => `${part} ${sheet} ${row}`}
            label={say('rows')}
            estimate={72}
            gap={0}
          >
            {(outcome) => <OutcomeRow outcome={outcome} />}
          </VirtualList>
        )}
      </div>
    </Section>
  );
}

function OutcomeRow({ outcome }: { readonly outcome: RowOutcome }) {
  const say = useWords(importWords);
  const sayResult = useWords(resultWords);
  const linesOf = useOutcomeLines();
  const { part, row, who, where, result } = outcome;
  return (
    <div className={css['row']} data-result={result}>
      <span className={css['number']}>
        {say(part === 'posts' ? 'rowOfPosts' : 'rowOf', { n: row })}
      </span>
      <span className={css['who']}>
        <strong>{who || say('noName')}</strong> <span className={css['hint']}>{where}</span>
      </span>
      <span>
        <Pill tone={look[result].tone} icon={look[result].icon}>
          {sayResult(result)}
        </Pill>
      </span>
      <span className={css['lines']}>
        {linesOf(outcome).map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </span>
    </div>
  );
}

function Line({ line }: { readonly line: OutcomeLine }) {
  return (
    <span className={css['line']}>
      {line.text}
      {line.from !== undefined && (
        <>
          {' '}
          <del className={css['from']}>{line.from}</del>
        </>
      )}
      {line.to !== undefined && (
        <>
          {' → '}
          <ins className={css['to']}>{line.to}</ins>
        </>
      )}
    </span>
  );
}
