import type { Role } from '../record-type.ts';
import { needRows } from './need-rows.ts';
import { noticeRows } from './notice-rows.ts';
import { peopleRows } from './people-rows.ts';
import { placeRows } from './place-rows.ts';
import type { KindRow } from './policy-row.ts';
import { visitRows } from './visit-rows.ts';

/** The words for each role, as people say them. */
export const roleWords: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  admin: { zh: '服务中心管理员', en: 'administrator' },
  socialWorker: { zh: '社工', en: 'social worker' },
  head: { zh: '站长', en: 'grid head' },
  core: { zh: '骨干志愿者', en: 'core volunteer' },
  liaison: { zh: '联络员', en: 'liaison' },
  volunteer: { zh: '志愿者', en: 'volunteer' },
  teamLeader: { zh: '组长', en: 'team leader' },
  committee: { zh: '监督会', en: 'committee' },
};

/**
 * The policy as it is meant, by collection and kind: written from what the work is, not from the declarations,
 * so that a test can find where the two disagree. POLICY.md beside it is printed from here.
 */
export const policyTable: Readonly<Record<string, KindRow>> = {
  ...placeRows,
  ...peopleRows,
  ...needRows,
  ...visitRows,
  ...noticeRows,
};

/** Who may put each step on a need; whoever makes a need says that it was submitted. */
export const stepPolicy: Readonly<Record<string, readonly (Role | 'involved')[]>> = {
  triaged: ['admin', 'socialWorker', 'head'],
  assigned: ['admin', 'socialWorker', 'head'],
  contacted: ['admin', 'socialWorker', 'head', 'liaison', 'involved'],
  done: ['admin', 'socialWorker', 'head', 'liaison', 'involved'],
  declined: ['admin', 'socialWorker', 'head'],
  undone: ['admin', 'socialWorker', 'head', 'liaison', 'involved'],
};

/** Whom each role appoints and dismisses: nobody makes anyone as strong as himself but the administrator. */
export const appointmentPolicy: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  admin: [
    'admin',
    'socialWorker',
    'head',
    'core',
    'liaison',
    'volunteer',
    'teamLeader',
    'committee',
  ],
  head: ['core', 'liaison', 'volunteer'],
};
