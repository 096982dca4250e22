import { datesAgree } from './match-people.ts';
import type { Column, Reason } from './outcome.ts';
import { buildingKey, gridKey, householdKey } from './place-keys.ts';
import type { Resident } from './read-resident.ts';
import type { RowDraft } from './row-draft.ts';

type Row = RowDraft<Resident>;

const compared: readonly (keyof Resident & Column)[] = [
  'phone',
  'grid',
  'building',
  'door',
  'birthDate',
  'gender',
  'relation',
  'livesAlone',
  'disability',
  'grade',
  'emergencyContact',
  'remark',
];

function repeated(row: Row, earlier: Row): Reason {
  const field = compared.find((column) => row.value[column] !== earlier.value[column]);
  if (!field) return { code: 'duplicateRow', sameAs: earlier.row };
  const value = row.value[field];
  return {
    code: 'samePersonDiffers',
    field,
    value: typeof value === 'string' ? value : '',
    sameAs: earlier.row,
  };
}

/**
 * Rejects rows that name somebody whom an earlier row of the same list names: as a duplicate, or because the two
 * differ. Which of two telephones is right only the person knows; the list's order does not.
 */
export function rejectRepeats(rows: readonly Row[]): void {
  const byHome = new Map<string, Row>();
  const byPhone = new Map<string, Row>();
  for (const row of rows) {
    if (row.reasons.length > 0) continue;
    const { grid, building, door, name, birthDate, phone } = row.value;
    const address = [gridKey(grid), buildingKey(building), householdKey(door)].join('/');
    const home = `${address}|${name}|${birthDate ?? ''}`;
    const sameHome = byHome.get(home);
    const samePhone = phone ? byPhone.get(`${name}|${phone}`) : undefined;
    const earlier =
      sameHome ??
      (samePhone && datesAgree(birthDate, samePhone.value.birthDate) ? samePhone : undefined);
    if (earlier) {
      row.reasons.push(repeated(row, earlier));
      continue;
    }
    byHome.set(home, row);
    if (phone && !samePhone) byPhone.set(`${name}|${phone}`, row);
  }
}
