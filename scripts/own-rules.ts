/** The few house rules that the linter cannot express. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Rule = {
  readonly applies: (file: string) => boolean;
  readonly forbids: RegExp;
  readonly message: string;
  readonly inComments?: boolean;
  /** A comment on the line above makes it good. */
  readonly excusable?: boolean;
};

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const isCode = (file: string): boolean => /\.(ts|tsx|mjs)$/.test(file);
const isServerEdge = (file: string): boolean => /^sync-server\/(main\.ts|cli|http)/.test(file);
const isWords = (file: string): boolean => /(^|[/.-])words\.tsx?$/.test(file);

const rules: readonly Rule[] = [
  {
    applies: (file) =>
      /^(src\/(domain|protocol|sync|features)|sync-server)\//.test(file) &&
      !isTest(file) &&
      !isServerEdge(file),
    forbids: /\bnew Date\(\s*\)|(?<!new )(?<![.\w])Date\(\s*\)/,
    message: 'The time comes in as an argument (in features: from the clock of the app).',
  },
  {
    applies: (file) => /^src\/(ui|features|app)\//.test(file) && !isTest(file) && !isWords(file),
    forbids: /\p{Script=Han}/u,
    message: 'Visible words stand in a words file.',
  },
  {
    applies: isCode,
    forbids: /(oxlint|eslint)-disable(?!.* -- \S)/,
    message: 'A suppression says why: `-- reason`, or in a comment just above.',
    inComments: true,
    excusable: true,
  },
  {
    applies: (file) => file.startsWith('src/') && !isTest(file),
    forbids: /\(\?<[=!]/,
    message: 'Safari 16 cannot read a module with a look-behind in it.',
  },
  {
    applies: (file) => file.startsWith('src/') && !isTest(file),
    forbids:
      /\.(toSpliced|isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference|isWellFormed|canParse|checkVisibility|getOrInsert\w*)\(|\b(Promise\.(withResolvers|try)|Array\.fromAsync|AbortSignal\.any|Iterator\.from)\b|\.(keys|values|entries)\(\)\s*\.(map|filter|some|every|find|reduce|take|drop|flatMap|forEach|toArray)\(/,
    message: 'Newer than the oldest browsers, and not among what src/app/older-browsers.ts brings.',
  },
  {
    applies: (file) => isCode(file) && file !== 'scripts/own-rules.ts',
    forbids: /\.\.\/shared\/|['"`]\/(work|home|root|tmp)\//,
    message: 'A clone must find it: files from outside the project are not there.',
  },
  {
    applies: (file) => file === 'package-lock.json' || file === '.npmrc',
    forbids: /"resolved"|registry\s*=/,
    message: 'The project names no registry host.',
  },
];

const vagueNames =
  /^index\.tsx?$|(^|-)(utils?|helpers?|common|manager|services?|misc)\.(ts|tsx|mjs)$/;

/** A comment may hold what code may not. */
const isComment = (line: string): boolean => /^\s*(\/\/|\/?\*|\{\/\*)/.test(line);

const found: string[] = [];
const files = globSync([
  '{src,sync-server,scripts,tests}/**/*.{ts,tsx,mjs}',
  '*.ts',
  'package-lock.json',
  '.npmrc',
]).map((file) => file.replaceAll(path.sep, '/'));
for (const file of files) {
  if (isCode(file) && vagueNames.test(path.basename(file))) {
    found.push(`${file}: the name does not tell what the file exports.`);
  }
  const applying = rules.filter(({ applies }) => applies(file));
  if (applying.length === 0) continue;
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    for (const { forbids, message, inComments, excusable } of applying) {
      if (inComments !== true && isComment(line)) continue;
      if (excusable === true && isComment(lines[index - 1] ?? '')) continue;
      if (forbids.test(line)) found.push(`${file}:${index + 1}: ${message}`);
    }
  }
}
for (const line of found) console.log(line);
process.exitCode = found.length === 0 ? 0 : 1;
