import type { ReactNode } from 'react';
import { useNow } from '../../store/device-context.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import css from './building-page.module.css';
import { RoundSheet } from './round-sheet.tsx';
import type { Round } from './use-round.ts';

/** A screen of the round which on paper becomes the round sheet, whatever stands beside each other on it. */
export function PrintableRound({
  round,
  children,
}: {
  readonly round: Round | undefined;
  readonly children: ReactNode;
}) {
  const printing = usePrinting();
  const now = useNow();
  return (
    <>
      {printing && round && (
        <RoundSheet round={round} name={round.building?.name ?? ''} now={now} />
      )}
      <div className={`screen-only ${css['screen'] ?? ''}`}>{children}</div>
    </>
  );
}
