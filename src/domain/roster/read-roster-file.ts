import { trimmed } from './cell.ts';
import type { Sheet } from './columns.ts';

export const maxFileBytes = 20 * 1024 * 1024;
export const maxRows = 100_000;
/** What a workbook may unfold to: 100,000 rows take some 80 MB; a bomb takes gigabytes. */
const maxUnpackedBytes = 200 * 1024 * 1024;

/** Why a file cannot be read; the words for each are made in the app. */
export type FileProblem =
  | 'empty'
  | 'tooBig'
  | 'tooManyRows'
  | 'zipBomb'
  | 'oldExcel'
  | 'notASheet'
  | 'damaged'
  | 'noList';

export type FileReading =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly problem: FileProblem };

/** A cell as the library for workbooks gives it. */
export type WorkbookCell = string | number | boolean | Date | null;

/** The libraries that open files; both programs bring the same ones. */
export interface FileLibraries {
  readonly parseCsv: (text: string) => string[][];
  /** Unfolded size in bytes of each entry of a zip file, as the file itself says. */
  readonly unzippedSizes: (bytes: Uint8Array) => readonly number[];
  readonly readWorkbook: (
    bytes: Uint8Array,
  ) => Promise<readonly { readonly sheet: string; readonly data: readonly WorkbookCell[][] }[]>;
}

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

type FileKind = 'workbook' | 'oldExcel' | 'other' | 'text';

/** What a file is by its first bytes, whatever its name says. */
function fileKindOf(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'workbook';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'oldExcel';
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return 'text';
  return bytes.subarray(0, 4096).includes(0) ? 'other' : 'text';
}

/** The text of a CSV file: UTF-8 or UTF-16 by its mark, UTF-8 where it is valid, else GB18030, as Excel writes it in China. */
export function decodeText(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function cellText(cell: WorkbookCell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell);
}

async function open(bytes: Uint8Array, libraries: FileLibraries): Promise<FileReading> {
  if (fileKindOf(bytes) === 'text') {
    const rows = libraries.parseCsv(decodeText(bytes));
    return { ok: true, sheets: [{ name: '', rows }] };
  }
  let unpacked = 0;
  for (const size of libraries.unzippedSizes(bytes)) unpacked += size;
  if (unpacked > maxUnpackedBytes) return { ok: false, problem: 'zipBomb' };
  const workbook = await libraries.readWorkbook(bytes);
  const sheets = workbook.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map(cellText)),
  }));
  return { ok: true, sheets };
}

/** Reads a CSV file or an XLSX workbook into sheets of texts, or says what is the matter with it. */
export async function readRosterFile(
  bytes: Uint8Array,
  libraries: FileLibraries,
): Promise<FileReading> {
  const refuse = (problem: FileProblem): FileReading => ({ ok: false, problem });
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > maxFileBytes) return refuse('tooBig');
  const kind = fileKindOf(bytes);
  if (kind === 'oldExcel') return refuse('oldExcel');
  if (kind === 'other') return refuse('notASheet');
  let reading: FileReading;
  try {
    reading = await open(bytes, libraries);
  } catch {
    // A zip that is no workbook (a .docx) and a workbook cut short look the same from here.
    return refuse('damaged');
  }
  if (!reading.ok) return reading;
  if (reading.sheets.some(({ rows }) => rows.length > maxRows)) return refuse('tooManyRows');
  const filled = reading.sheets.some(({ rows }) =>
    rows.some((row) => row.some((cell) => trimmed(cell) !== '')),
  );
  return filled ? reading : refuse('empty');
}
