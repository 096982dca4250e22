import { NativeSelect } from '@mantine/core';
import {
  missingColumns,
  postColumns,
  requiredColumns,
  residentColumns,
  type SheetReading,
} from '../../domain/roster/columns.ts';
import { Card } from '../../ui/card.tsx';
import { formatList } from '../../ui/format.ts';
import { useWords } from '../../ui/words.ts';
import css from './import-roster.module.css';
import { columnWords } from './outcome-words.ts';
import type { SheetPreview } from './roster-desk.ts';
import type { OpenFile } from './use-import.ts';
import { importWords } from './words.ts';

type Column = (typeof residentColumns)[number] | (typeof postColumns)[number];

/** Which column of each sheet holds what, as guessed; each can be changed. */
export function ColumnChoices({
  file,
  onChange,
}: {
  readonly file: OpenFile;
  readonly onChange: (readings: readonly SheetReading[]) => void;
}) {
  return file.readings.map((reading) => (
    <SheetColumns
      key={reading.sheet}
      reading={reading}
      sheet={file.sheets[reading.sheet]}
      onChange={(changed) =>
        onChange(file.readings.map((other) => (other === reading ? changed : other)))
      }
    />
  ));
}

function SheetColumns({
  reading,
  sheet,
  onChange,
}: {
  readonly reading: SheetReading;
  readonly sheet: SheetPreview | undefined;
  readonly onChange: (reading: SheetReading) => void;
}) {
  const say = useWords(importWords);
  const sayColumn = useWords(columnWords);
  const { part, headerRow, mapping } = reading;
  const header = sheet?.rows[headerRow] ?? [];
  const sample = sheet?.rows[headerRow + 1] ?? [];
  const missing = missingColumns(part, mapping);
  const columns: readonly Column[] = part === 'residents' ? residentColumns : postColumns;
  const options = [
    { value: '', label: say('columnNone') },
    ...header.map((heading, index) => {
      const title = heading.trim() === '' ? say('columnNth', { n: index + 1 }) : heading;
      const example = (sample[index] ?? '').slice(0, 12);
      return { value: String(index), label: example === '' ? title : `${title}（${example}）` };
    }),
  ];
  const choose = (column: Column, value: string): void => {
    const { [column]: _, ...others } = mapping;
    onChange({
      ...reading,
      mapping: value === '' ? others : { ...others, [column]: Number(value) },
    });
  };
  return (
    <Card edge={missing.length > 0 ? 'amber' : undefined}>
      {missing.length > 0 && (
        <p className={css['problem']} role="alert">
          {say('columnsMissing', {
            columns: formatList(missing.map((column) => sayColumn(column))),
          })}
        </p>
      )}
      <details className={css['details']} open={missing.length > 0}>
        <summary>
          <span className={css['sheetLine']}>
            {say(part === 'residents' ? 'columnsResidents' : 'columnsPosts', {
              sheet: sheet?.name || say('columnsFirst'),
              n: Math.max(0, (sheet?.rowCount ?? 1) - 1),
              known: Object.keys(mapping).length,
            })}
          </span>
          <span className={css['change']}>{say('columnsChange')}</span>
        </summary>
        <div className={css['selects']}>
          {columns.map((column) => (
            <NativeSelect
              key={column}
              label={
                requiredColumns[part].includes(column)
                  ? say('required', { column: sayColumn(column) })
                  : sayColumn(column)
              }
              value={String(mapping[column] ?? '')}
              data={options}
              onChange={(event) => choose(column, event.currentTarget.value)}
            />
          ))}
        </div>
      </details>
    </Card>
  );
}
