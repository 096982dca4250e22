import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { cleanRoster, messyRoster } from '../../tests/support/roster-files.ts';
import { afterImport, emptyCommunity, importOf } from '../../tests/support/roster-lists.ts';
import { guessReadings } from '../../src/domain/roster/columns.ts';
import { countCodes, countResults } from '../../src/domain/roster/outcome.ts';
import { planImport } from '../../src/domain/roster/plan-import.ts';
import { decodeText, maxFileBytes, maxRows } from '../../src/domain/roster/read-roster-file.ts';
import { openRosterFile } from './open-roster-file.ts';

const bytesOf = async (file: URL) => new Uint8Array(await readFile(file));

async function sheetsOf(bytes: Uint8Array) {
  const reading = await openRosterFile(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.sheets;
}
const problemOf = async (bytes: Uint8Array) => {
  const reading = await openRosterFile(bytes);
  return reading.ok ? null : reading.problem;
};

describe('roster.xlsx', () => {
  it('is imported as it is, every row', async () => {
    const sheets = await sheetsOf(await bytesOf(cleanRoster));
    const plan = planImport(importOf(sheets));
    const part = (name: string) => plan.outcomes.filter(({ part: of }) => of === name);
    expect(countResults(part('residents'))).toMatchObject({ imported: 3107 });
    expect(countResults(part('posts'))).toMatchObject({ imported: 152 });
    expect(plan.outcomes).toHaveLength(3107 + 152);
    expect(countCodes(plan.outcomes)).toEqual({ corrections: {}, reasons: {} });
    expect(plan.communityName).toBe('幸福里社区');
    const made = Object.groupBy(plan.creations, ({ c, r }) => `${c} ${r.kind}`);
    expect(Object.entries(made).map(([kind, list]) => [kind, list?.length])).toEqual([
      ['places grid', 3],
      ['places building', 51],
      ['places household', 1220],
      ['people resident', 3107],
      ['posts duty', 57],
      ['posts member', 95],
    ]);
  });

  it('changes nothing the second time, in well under a second', async () => {
    const sheets = await sheetsOf(await bytesOf(cleanRoster));
    const after = afterImport(emptyCommunity, planImport(importOf(sheets)));
    const started = performance.now();
    const again = planImport(importOf(sheets, after));
    expect(performance.now() - started).toBeLessThan(1000);
    expect(countResults(again.outcomes)).toMatchObject({ unchanged: 3259 });
    expect([...again.creations, ...again.edits]).toEqual([]);
  });
});

describe('roster-messy.gbk.csv', () => {
  it('ends row by row as imported, mended or rejected', async () => {
    const sheets = await sheetsOf(await bytesOf(messyRoster));
    const plan = planImport(importOf(sheets));
    expect(countResults(plan.outcomes)).toEqual({
      imported: 2778,
      corrected: 442,
      updated: 0,
      unchanged: 0,
      rejected: 9,
    });
    expect(countCodes(plan.outcomes).corrections).toEqual({
      dateStyle: 131,
      doorSuffix: 99,
      fullWidth: 65,
      spaces: 55,
      countryCode: 41,
      phoneMarks: 39,
      dateYearOnly: 30,
      placeholder: 8,
      formulaAsText: 5,
      htmlAsText: 4,
    });
    const rejected = plan.outcomes.filter(({ result }) => result === 'rejected');
    expect(rejected.map(({ row, reasons }) => [row, ...reasons.map(({ code }) => code)])).toEqual([
      [42, 'duplicateRow'],
      [43, 'samePersonDiffers'],
      [202, 'missingGrid'],
      [302, 'missingName'],
      [312, 'impossibleDate'],
      [322, 'unknownBuilding'],
      [332, 'unknownGrid'],
      [342, 'unknownGender'],
      [352, 'unknownGrade'],
    ]);
    const names = new Set(plan.creations.flatMap(({ c, r }) => (c === 'people' ? [r.name] : [])));
    expect(names).toContain('买买提·艾力');
    expect(names).toContain('𠮷田梅');
    expect(names).toContain('李㛃');
  });
});

describe('a file', () => {
  const csv = '姓名,网格,楼栋,门牌\n李㛃,第一网格,1号楼,101\n';
  const rowsOf = async (bytes: Uint8Array) => (await sheetsOf(bytes))[0]?.rows.slice(0, 2);
  const rows = [
    ['姓名', '网格', '楼栋', '门牌'],
    ['李㛃', '第一网格', '1号楼', '101'],
  ];

  it.each<[string, Uint8Array]>([
    ['UTF-8', strToU8(csv)],
    ['UTF-8 with its mark', strToU8(`\uFEFF${csv}`)],
    ['UTF-16, as Excel saves Unicode text', utf16(`\uFEFF${csv.replaceAll(',', '\t')}`)],
    ['semicolons', strToU8(csv.replaceAll(',', ';'))],
  ])('in %s is read', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual(rows);
  });

  it('in GB18030 is read', () => {
    expect(decodeText(Uint8Array.of(0xc0, 0xee))).toBe('李');
  });

  it('with quotes, commas and line breaks in its cells keeps them', async () => {
    expect(await rowsOf(strToU8('a,b\n"1,""2""\n3",4'))).toEqual([
      ['a', 'b'],
      ['1,"2"\n3', '4'],
    ]);
  });

  it('of Excel dates and numbers gives them as texts', async () => {
    const blob = await writeWorkbook([
      ['姓名', '电话', '出生日期', '独居'],
      ['王芳', 13800000001, { value: new Date(Date.UTC(1950, 2, 4)), format: 'yyyy-mm-dd' }, true],
    ]).toBlob();
    const sheets = await sheetsOf(new Uint8Array(await blob.arrayBuffer()));
    expect(sheets[0]?.rows[1]).toEqual(['王芳', '13800000001', '1950-03-04', '是']);
  });

  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing in it', () => new Uint8Array(), 'empty'],
    ['blank cells only', () => strToU8(',,\n,\u3000,\n'), 'empty'],
    ['more than 20 MB', () => new Uint8Array(maxFileBytes + 1), 'tooBig'],
    ['too many rows', () => strToU8('a,b\n'.repeat(maxRows + 1)), 'tooManyRows'],
    ['an old .xls', () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), 'oldExcel'],
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0), 'notASheet'],
    ['a zip that is no workbook', () => zipSync({ 'a.txt': strToU8('x') }), 'damaged'],
    ['a workbook cut short', async () => (await bytesOf(cleanRoster)).slice(0, 90_000), 'damaged'],
    ['a zip bomb', () => saying(300 * 1024 * 1024, zipSync({ 'a.xml': strToU8('x') })), 'zipBomb'],
  ])('with %s is refused', async (_, bytes, problem) => {
    expect(await problemOf(await bytes())).toBe(problem);
  });

  it('with a title above its heading is understood', async () => {
    const sheets = await sheetsOf(strToU8(`和平里居民名册,,,\n,,,\n${csv}`));
    expect(guessReadings(sheets)).toMatchObject([{ part: 'residents', headerRow: 2 }]);
  });
});

/** A zip file whose list of contents says that its entry unfolds to so many bytes. */
function saying(size: number, zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer);
  const at = [...zip.keys()].find((byte) => view.getUint32(byte, true) === 0x02014b50) ?? 0;
  view.setUint32(at + 24, size, true);
  return zip;
}

function utf16(text: string): Uint8Array {
  const units = new Uint16Array([...Array(text.length).keys()].map((at) => text.charCodeAt(at)));
  return new Uint8Array(units.buffer);
}
