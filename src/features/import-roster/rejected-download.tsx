import { Download } from 'lucide-react';
import type { SheetReading } from '../../domain/roster/columns.ts';
import type { RowOutcome } from '../../domain/roster/outcome.ts';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import { reasonText } from './outcome-text.ts';
import type { RosterDesk } from './roster-desk.ts';
import type { OpenFile } from './use-import.ts';
import { importWords } from './words.ts';

function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Buttons to take the rejected rows away as CSV, one for each sheet that has any. */
export function RejectedDownload({
  desk,
  file,
  outcomes,
}: {
  readonly desk: RosterDesk;
  readonly file: OpenFile;
  readonly outcomes: readonly RowOutcome[];
}) {
  const say = useWords(importWords);
  const rejected = outcomes.filter(({ result }) => result === 'rejected');
  const download = async (reading: SheetReading, rows: readonly RowOutcome[]): Promise<void> => {
    const lines = rows.map(({ row, reasons }) => ({
      row,
      why: reasons.map(reasonText).join(' '),
    }));
    const titles = { row: say('columnRow'), why: say('columnWhy') };
    const csv = await desk.rejectedCsv(reading, lines, titles);
    saveAs(say(reading.part === 'residents' ? 'fileResidents' : 'filePosts'), csv);
  };
  return file.readings.map((reading) => {
    const name = file.sheets[reading.sheet]?.name;
    const rows = rejected.filter(({ part, sheet }) => part === reading.part && sheet === name);
    if (rows.length === 0) return null;
    return (
      <QuietButton key={reading.sheet} icon={Download} onClick={() => void download(reading, rows)}>
        {say(reading.part === 'residents' ? 'download' : 'downloadPosts', { n: rows.length })}
      </QuietButton>
    );
  });
}
