/** Sees to it that a Chromium and a font with Chinese characters are here. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const hasBrowser = (): boolean =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', chromium.executablePath()].some((file) =>
    existsSync(file),
  );

/** Other systems bring such a font themselves. */
const hasFont = (): boolean =>
  process.platform !== 'linux' || (spawnSync('fc-list', [':lang=zh']).stdout?.length ?? 0) > 0;

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const missing = [
  ...(hasBrowser() ? [] : ['chromium']),
  ...(hasFont() ? [] : ['fontconfig', 'fonts-noto-cjk']),
];
const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;

if (missing.length > 0 && mayInstall) {
  console.log(`installing ${missing.join(' and ')} ...`);
  if (run('apt-get', ['update'])) run('apt-get', ['install', '-y', ...missing]);
}
// Ubuntu's package is an empty shell around a snap, which many machines cannot run.
if (!hasBrowser()) run('playwright', ['install', 'chromium']);

if (!hasFont()) console.log('No Chinese font was found: screenshots will show empty boxes.');
if (!hasBrowser()) {
  console.error('No Chromium was found and none could be installed.');
  process.exitCode = 1;
}
