import { defineWords } from './words.ts';

export const notKeptWords = defineWords('notKept', {
  zh: {
    title: '刚才这一下没有存上',
    full: '手机空间满了。请删掉一些照片或视频，再点一次；写好的字先别关掉。',
    other: '请再点一次。写好的字先别关掉。',
  },
  en: {
    title: 'That last tap was not kept',
    full: 'This phone is full. Delete some photos or videos, then tap again; do not close what you wrote.',
    other: 'Please tap again. Do not close what you wrote.',
  },
});
