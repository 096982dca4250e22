import { fieldOf } from '../../domain/access.ts';
import { recordTypes } from '../../domain/record-types.ts';
import type { AnyRecord } from '../../domain/record-type.ts';
import type { QuarantinedRow } from '../../domain/rules/review.ts';
import { Card } from '../../ui/card.tsx';
import { FieldRow } from '../../ui/field-row.tsx';
import { Section } from '../../ui/section.tsx';
import { SideBySide } from '../../ui/side-by-side.tsx';
import { useWords } from '../../ui/words.ts';
import { fieldInWords, sayableFields, valueInWords } from './field-shown.ts';
import type { Review } from './use-review.ts';
import { Value } from './value.tsx';
import { reviewWords } from './words.ts';

interface Props {
  readonly row: QuarantinedRow;
  readonly record: AnyRecord | null;
  readonly review: Review;
}

/** What was written, field by field; an edit beside what the record says now, where this device has it. */
export function RowFields({ row, record, review }: Props) {
  const say = useWords(reviewWords);
  const { telling } = review;
  const fields = sayableFields(row.c, row.fields);
  const comparable = (field: string) =>
    row.op === 'edit' && record !== null && fieldOf(recordTypes[row.c], field)?.merge !== 'grow';
  const beside = fields.filter(comparable);
  const alone = fields.filter((field) => !comparable(field));
  return (
    <>
      {beside.map((field) => (
        <Section key={field} level={3} title={fieldInWords(row.c, field, telling)}>
          <SideBySide
            left={{
              title: say('now'),
              children: <Value lines={valueInWords(row.c, field, record?.[field], telling)} />,
            }}
            right={{
              title: say('written'),
              children: <Value lines={valueInWords(row.c, field, row.fields[field], telling)} />,
            }}
          />
        </Section>
      ))}
      {alone.length > 0 && (
        <Card>
          {alone.map((field) => (
            <FieldRow key={field} label={fieldInWords(row.c, field, telling)}>
              {valueInWords(row.c, field, row.fields[field], telling).map((line, index) => (
                <p key={`${index}${line}`}>{line}</p>
              ))}
            </FieldRow>
          ))}
        </Card>
      )}
    </>
  );
}
