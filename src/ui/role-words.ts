import { defineWords } from './words.ts';

/** What people call the roles; the keys are the codes of posts. */
export const roleWords = defineWords('role', {
  zh: {
    admin: '服务中心管理员',
    socialWorker: '社工',
    head: '站长',
    core: '骨干志愿者',
    liaison: '联络员',
    volunteer: '志愿者',
    teamLeader: '组长',
    committee: '监督会',
  },
  en: {
    admin: 'centre administrator',
    socialWorker: 'social worker',
    head: 'grid head',
    core: 'core volunteer',
    liaison: 'liaison',
    volunteer: 'volunteer',
    teamLeader: 'team leader',
    committee: 'supervisory committee',
  },
});
