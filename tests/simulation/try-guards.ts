import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Guard } from './guard.ts';
import { tellApart } from './told-apart.ts';

export interface Tried {
  readonly guard: Guard;
  /** What the simulator said without the guard, and under which seed; null when nothing. */
  readonly caught: { readonly seed: string; readonly wrong: string } | null;
  readonly took: number;
}

export interface Trying {
  readonly root: string;
  readonly seeds: number;
  readonly atOnce: number;
  /** What else the simulator is told. */
  readonly args?: readonly string[];
  readonly say?: (tried: Tried) => void;
}

const needed = [
  'src/domain',
  'src/protocol',
  'src/store',
  'src/sync',
  'sync-server',
  'tests/simulation',
  'tests/support',
  'package.json',
];

async function sourceTree(root: string): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'linli-guards-'));
  for (const each of needed) await cp(join(root, each), join(tree, each), { recursive: true });
  await symlink(resolve(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
  return tree;
}

/** Takes one guard away and lets the simulator run until it notices. */
async function tryWithout(
  tree: string,
  guard: Guard,
  { seeds, args: more = [] }: Trying,
): Promise<Tried> {
  const { file, text, becomes, seed, holds } = guard;
  const path = join(tree, file);
  const whole = await readFile(path, 'utf8');
  if (whole.split(text).length !== 2)
    throw new Error(`"${holds}": the text is not found exactly once in ${file}: ${text}`);
  await writeFile(
    path,
    whole.replace(text, () => becomes),
  );
  try {
    const args = ['--quick', '--seeds', String(seeds), '--seed', String(seed), ...more];
    const { failed, took } = await tellApart(tree, args);
    const [first] = failed;
    const caught = first ? { seed: first.seed, wrong: first.wrong[0] ?? '' } : null;
    return { guard, caught, took };
  } finally {
    await writeFile(path, whole);
  }
}

/** Takes the guards away one by one, in copies of the source tree side by side. */
export async function tryGuards(
  guards: readonly Guard[],
  options: Trying,
): Promise<readonly Tried[]> {
  const left = [...guards];
  const tried: Tried[] = [];
  const work = async () => {
    const tree = await sourceTree(options.root);
    try {
      for (let guard = left.shift(); guard; guard = left.shift()) {
        const one = await tryWithout(tree, guard, options);
        options.say?.(one);
        tried.push(one);
      }
    } finally {
      await rm(tree, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
  return tried;
}
