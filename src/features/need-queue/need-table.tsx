import { DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/words.ts';
import { needColumns, type TableContext } from './need-columns.tsx';
import { needAddress, type Row } from './use-queue.ts';
import { queueWords } from './words.ts';

/** The queue for a desktop, one need a line. */
export function NeedTable(context: TableContext) {
  const say = useWords(queueWords);
  const { queue, chosen } = context;
  return (
    <DataTable
      caption={say('list')}
      columns={needColumns(context, say)}
      rows={queue.rows}
      keyOf={(row) => row.need.id}
      {...(chosen === null ? { to: (row: Row) => needAddress(row.need.id, queue) } : {})}
    />
  );
}
