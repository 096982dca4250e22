import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own (ext4 on a file), whose power can be cut. */
export interface Disk {
  /** Where it is mounted; the same before and after a power cut. */
  readonly folder: string;
  /** Everything that was written until now is on the disk. */
  settle(): void;
  /** What had reached the disk stays, what was only on its way is gone. Nothing may be using it. */
  cutPower(): void;
  remove(): void;
}

const run = (command: string, ...args: readonly string[]): void => {
  // What makes and mounts disks lies where the shells of ordinary people do not look.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  execFileSync(command, args, { stdio: 'pipe', timeout: 60_000, env });
};

/** Makes and mounts an empty disk. */
export function makeDisk(megabytes: number): Disk {
  const home = mkdtempSync(join(tmpdir(), 'linli-disk-'));
  const folder = join(home, 'mounted');
  const image = join(home, 'image');
  const copy = join(home, 'copy');
  // The kernel writes on its own account only once a minute: whatever is safe has been asked to be.
  const mount = () => run('mount', '-o', 'loop,commit=60,noatime', image, folder);
  const unmount = () => run('umount', folder);
  chmodSync(home, 0o755);
  mkdirSync(folder);
  writeFileSync(image, '');
  truncateSync(image, megabytes * 1024 * 1024);
  try {
    run('mkfs.ext4', '-q', '-F', '-m', '0', '-E', 'lazy_itable_init=0,root_owner=0:0', image);
    mount();
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
  let mounted = true;
  const remove = () => {
    // Lazily: after a failed test something may still be open on it.
    if (mounted) run('umount', '-l', folder);
    mounted = false;
    process.removeListener('exit', remove);
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return {
    folder,
    settle: () => run('sync', '-f', folder),
    cutPower() {
      // Still mounted: what has not been handed to the disk by now is only in memory, and is not copied.
      run('cp', '--sparse=always', image, copy);
      unmount();
      renameSync(copy, image);
      mount();
    },
    remove,
  };
}

let known: string | null | undefined;

/** Why disks cannot be made here, or null when they can. */
export function whyNoDisks(): string | null {
  if (known !== undefined) return known;
  try {
    makeDisk(8).remove();
    known = null;
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim();
    const reason = said && said.length > 0 ? said : String(error);
    known = `no disk of its own can be made here (needs root, loop devices and mkfs.ext4): ${reason}`;
  }
  return known;
}
