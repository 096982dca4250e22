import { roles, type Role } from '../record-type.ts';
import { appointmentPolicy, policyTable, roleWords, stepPolicy } from './policy-table.ts';
import type { FieldRow, KindRow, Tie, Who } from './policy-row.ts';

const involvedWords = { zh: '相关的人', en: 'involved' };
const tieWords: Readonly<Record<Tie, string>> = {
  self: '为自己 for himself',
  watcher: '为自己守望的人 for whom he looks in on',
};

const wordOf = (who: Role | 'involved'): { readonly zh: string; readonly en: string } =>
  who === 'involved' ? involvedWords : roleWords[who];

const both = (who: Role | 'involved'): string => `${wordOf(who).zh} ${wordOf(who).en}`;
const listed = (who: Who): string => (who.length > 0 ? who.map(both).join('<br>') : '—');
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  line(head),
  line(head.map(() => '---')),
  ...rows.map(line),
];

function sightOf({ read }: KindRow, role: Role): string {
  const below = read.below.includes(role);
  const above = read.above.includes(role);
  if (below) return above ? '↕' : '↓';
  return above ? '↑' : '';
}

const changes = ({ fields }: KindRow, who: Role | 'involved'): boolean =>
  fields.some(({ change }) => change.includes(who));

function cellOf(row: KindRow, role: Role): string {
  const marks = [
    sightOf(row, role),
    row.create.below.includes(role) ? '+' : '',
    changes(row, role) ? '✎' : '',
    row.move.includes(role) ? '→' : '',
    row.remove.includes(role) ? '✕' : '',
  ];
  return marks.join('') || '·';
}

function involvedCell(row: KindRow): string {
  const ties = row.create.about.map((tie) => `+ ${tieWords[tie]}`);
  const own = `${row.read.involved ? '◎' : ''}${changes(row, 'involved') ? '✎' : ''}`;
  return [own, ...ties].filter(Boolean).join('<br>') || '·';
}

const rows = Object.entries(policyTable);

function overview(): string[] {
  const head = ['', ...roles.map((role) => `${roleWords[role].zh}<br>${roleWords[role].en}`)];
  return table(
    [...head, `${involvedWords.zh}<br>${involvedWords.en}`],
    rows.map(([key, row]) => [
      `${row.zh} ${row.en}<br>\`${key}\``,
      ...roles.map((role) => cellOf(row, role)),
      involvedCell(row),
    ]),
  );
}

function receivers({ read, withConsent }: FieldRow): string {
  if (!read) return '看得到这条记录的人 whoever reads the record';
  const agreed = withConsent ? `（须 \`${withConsent}\` 同意 if \`${withConsent}\`）` : '';
  return read.map((who) => `${both(who)}${who === 'involved' ? agreed : ''}`).join('<br>');
}

function fillers({ first }: FieldRow): string {
  if (first === undefined) return '新建的人 whoever makes it';
  return first === null ? '服务器 the server' : listed(first);
}

function fieldTable([key, row]: readonly [string, KindRow]): string[] {
  return [
    `### ${row.zh} ${row.en} \`${key}\``,
    '',
    ...table(
      ['字段 fields', '谁收到 who receives', '新建时谁填 who fills it first', '谁改 who changes'],
      row.fields.map((field) => [
        field.names.map((name) => `\`${name}\``).join(' '),
        receivers(field),
        fillers(field),
        listed(field.change),
      ]),
    ),
    '',
  ];
}

/** The policy table for people to read, in Markdown. */
export function printedPolicy(): string {
  return [
    '# 谁能做什么 Who may do what',
    '',
    '由 `npm run policy` 从 `policy-table.ts` 打印，不要手改。 Printed from `policy-table.ts` by `npm run policy`; not to be changed by hand.',
    '',
    '这里没有写的，谁都不能做。旁边的楼栋、别的网格、别的社区：什么都看不到、什么都改不了。有新内容的提示只发给看得到那条记录的人。',
    '',
    'What is not written here nobody does. Of a place beside one’s own, or in another community, one sees and changes nothing. That something is new is told only to whoever may read it.',
    '',
    '- ↓ 看得到本岗位地方和里面的 sees at his own place and inside it; ↑ 本岗位地方和外面一层层的 at his own place and around it; ↕ 都看得到 both',
    '- + 新建 makes, ✎ 修改 changes at least one field, → 搬到别处（两边都要归自己管） carries elsewhere (both places his own), ✕ 删除 deletes: 都只在本岗位地方和里面 at his own place and inside it only',
    '- ◎ 记录涉及本人就看得到，不论在哪里 sees it wherever it lies, if it involves him. 相关的人：记录说到的人、守望他的人（走访、人员）、被派去帮忙的人；写的人只在自己仍有岗位的地方 involved is whom it is about, who looks in on her (visits, people), who was assigned; whoever wrote it only where he still holds a post',
    '',
    ...overview(),
    '',
    '## 需求的每一步 Steps of a need',
    '',
    ...table(
      ['步骤 step', '谁 who'],
      [
        ['`submitted`', '新建的人，一次 whoever makes it, once'],
        ...Object.entries(stepPolicy).map(([step, who]) => [`\`${step}\``, listed(who)]),
      ],
    ),
    '',
    '## 任免 Appointing and dismissing',
    '',
    '谁任命，谁才能免去、发登录码、删除这个人。 Only whoever appoints to a post dismisses from it, signs its holder in, or deletes him.',
    '',
    ...table(
      ['谁 who', '任免谁 whom'],
      roles.map((role) => [both(role), listed(appointmentPolicy[role] ?? [])]),
    ),
    '',
    '## 字段 Fields',
    '',
    ...rows.flatMap(fieldTable),
  ].join('\n');
}
