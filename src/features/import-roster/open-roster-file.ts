import { unzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import readWorkbook from 'read-excel-file/universal';
import {
  readRosterFile,
  type FileLibraries,
  type FileReading,
  type WorkbookCell,
} from '../../domain/roster/read-roster-file.ts';

const libraries: FileLibraries = {
  parseCsv: (text) => Papa.parse<string[]>(text).data,
  unzippedSizes: (bytes) => {
    const sizes: number[] = [];
    unzipSync(bytes, { filter: ({ originalSize }) => sizes.push(originalSize) < 0 });
    return sizes;
  },
  readWorkbook: async (bytes) => {
    // The library unfolds large entries in workers made from strings, which our security policy forbids;
    // entries that are not folded need none.
    const entries = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/.test(name) });
    const sheets = await readWorkbook(zipSync(entries, { level: 0 }).buffer);
    return sheets.map(({ sheet, data }) => ({ sheet, data: data as WorkbookCell[][] }));
  },
};

/** Reads a list from the bytes of a CSV file or an XLSX workbook. */
export function openRosterFile(bytes: Uint8Array): Promise<FileReading> {
  return readRosterFile(bytes, libraries);
}
