/** The two rosters that every importer is tried on: one clean, one as such lists really arrive. */
export const cleanRoster = new URL('../../sync-server/demo/roster.xlsx', import.meta.url);
export const messyRoster = new URL('../fixtures/roster-messy.gbk.csv', import.meta.url);
