import { useState } from 'react';
import { DataTable } from '../../ui/data-table.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import { needColumns, type TableContext } from './need-columns.tsx';
import { needAddress, type Row } from './use-queue.ts';
import { queueWords } from './words.ts';

const page = 100;

/** The queue for a desktop: one need a line, a hundred lines at a time. */
export function NeedTable(context: TableContext) {
  const say = useWords(queueWords);
  const [shown, setShown] = useState(page);
  const { queue, chosen } = context;
  const { rows } = queue;
  return (
    <>
      <DataTable
        caption={say('list')}
        columns={needColumns(context, say)}
        rows={rows.slice(0, shown)}
        keyOf={(row) => row.need.id}
        {...(chosen === null ? { to: (row: Row) => needAddress(row.need.id, queue) } : {})}
      />
      {rows.length > shown && (
        <QuietButton onClick={() => setShown(shown + page)}>
          {say('more', { n: Math.min(page, rows.length - shown) })}
        </QuietButton>
      )}
    </>
  );
}
