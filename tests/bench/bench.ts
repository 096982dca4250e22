/** `npm run bench [-- --device | --server] [--rounds N] [--core] [--soak MINUTES] [--json]`: one table of what Linli costs. */
import { parseArgs } from 'node:util';
import { measureDevice } from './device.ts';
import { figureTable, type Figure, type Rounds } from './figure.ts';
import { measureCore } from './measure-core.ts';
import { measureServer } from './server-load.ts';
import { soakServer } from './server-soak.ts';

const { values } = parseArgs({
  options: {
    device: { type: 'boolean', default: false },
    server: { type: 'boolean', default: false },
    core: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    soak: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

type Measure = (how: Rounds) => Promise<readonly Figure[]>;

/** The two halves of the table, in the order in which they are printed; without an option both are measured. */
const halves: Readonly<Record<'device' | 'server', Measure>> = {
  device: measureDevice,
  server: measureServer,
};

const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number');

const named = Object.entries(halves).filter(([name]) => values[name as keyof typeof halves]);
const chosen = named.length > 0 ? named : Object.entries(halves);
const figures: Figure[] = [];
if (values.soak !== undefined) figures.push(...(await soakServer(Number(values.soak))));
else if (values.core) figures.push(...(await measureCore({ rounds })));
else for (const [, measure] of chosen) figures.push(...(await measure({ rounds })));

console.log(values.json ? JSON.stringify({ rounds, figures }, null, 2) : figureTable(figures));
