/**
 * Runs a project command on any machine: `node scripts/run.mjs COMMAND [ARG...] [--then COMMAND [ARG...]]`.
 * It is the only file that must run on an older Node and before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, 'node_modules', '.bin');
const windows = process.platform === 'win32';

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(`\nlinli: ${message}\n`);
  process.exit(1);
}

/** @param {string} version @param {number} major @param {number} [minor] */
function atLeast(version, major, minor = 0) {
  const [first = 0, second = 0] = version.replace(/^v/, '').split('.').map(Number);
  return first > major || (first === major && second >= minor);
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Entry */

/** @param {string} file */
function packagesIn(file) {
  const lock = /** @type {{ packages: Record<string, Entry> }} */ (
    JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  );
  return lock.packages;
}

/**
 * npm writes this hidden lock file last, so it is missing after an install that was cut off;
 * packages for other platforms are in our lock file only.
 */
function isInstalled() {
  const stamp = 'node_modules/.package-lock.json';
  if (!existsSync(path.join(root, stamp))) return false;
  const installed = packagesIn(stamp);
  const { '': _project, ...wanted } = packagesIn('package-lock.json');
  return (
    Object.keys(installed).every((name) => name in wanted) &&
    Object.entries(wanted).every(([name, entry]) => {
      const found = installed[name];
      if (found === undefined) return entry.optional === true;
      return found.version === entry.version && found.integrity === entry.integrity;
    })
  );
}

/** @param {string[]} args */
function npm(args) {
  const own = process.env['npm_execpath'];
  const options = /** @type {const} */ ({ cwd: root, encoding: 'utf8' });
  return own !== undefined && own.endsWith('.js')
    ? /** @type {const} */ ([process.execPath, [own, ...args], options])
    : /** @type {const} */ (['npm', args, { ...options, shell: windows }]);
}

function install() {
  const [command, args, options] = npm(['--version']);
  const version = (spawnSync(command, args, options).stdout ?? '').trim();
  if (version === '') stop('npm was not found. Install Node 20.19 or newer, which brings npm.');
  if (!atLeast(version, 9)) stop(`npm ${version} is too old; version 9 or newer is needed.`);
  console.error('linli: installing the packages of package-lock.json ...');
  const [ci, ciArgs, ciOptions] = npm([
    'ci',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
  ]);
  const { status } = spawnSync(ci, ciArgs, { ...ciOptions, stdio: ['ignore', 2, 2] });
  if (status !== 0) stop('the packages could not be installed; see the message of npm above.');
}

/** Where Node 24 is found first: our own, or the machine's where none of ours fits. */
function pathWithNode24() {
  const own = spawnSync(path.join(bin, windows ? 'node.cmd' : 'node'), ['--version'], {
    encoding: 'utf8',
    shell: windows,
  });
  const first = atLeast((own.stdout ?? '').trim(), 24) ? [bin] : [];
  if (first.length === 0) {
    if (!atLeast(process.versions.node, 24)) {
      stop(
        `no packaged Node 24 fits this machine (${process.platform} ${process.arch}), ` +
          `and its own Node is ${process.versions.node}. Install Node 24 and try again.`,
      );
    }
    first.push(path.dirname(process.execPath), bin);
  }
  return [...first, process.env['PATH'] ?? ''].join(path.delimiter);
}

/** @param {string[]} command @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
function run([command = '', ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', shell: windows });
    let stopping = false;
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      stopping = true;
      // A terminal sends Ctrl-C to the child itself; passing it on would make it two.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, pass);
    // npm passes a signal to its shell, which dies of it without telling us.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent && !stopping) pass('SIGTERM');
    }, 200);
    if (process.env['npm_lifecycle_event'] === undefined) clearInterval(watch);
    child.on('error', (error) => {
      console.error(`linli: ${command} could not be started: ${error.message}`);
      clearInterval(watch);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const each of signals) process.off(each, pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

if (!atLeast(process.versions.node, 20, 19)) {
  stop(`Node ${process.versions.node} is too old; version 20.19 or newer is needed.`);
}
if (!isInstalled()) install();

const env = { ...process.env, PATH: pathWithNode24() };
/** @type {string[][]} */
const commands = [[]];
for (const word of process.argv.slice(2)) {
  if (word === '--then') commands.push([]);
  else commands.at(-1)?.push(word);
}
let code = 0;
for (const command of commands) {
  if (code === 0) code = await run(command, env);
}
process.exitCode = code;
