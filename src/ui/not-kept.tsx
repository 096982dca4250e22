import { TriangleAlert } from 'lucide-react';
import { Card } from './card.tsx';
import { Icon } from './icon.tsx';
import css from './not-kept.module.css';
import { defineWords, useWords } from './words.ts';

const notKeptWords = defineWords('notKept', {
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

/** Says that a write to this device failed; shows nothing while there is no failure. */
export function NotKept({ failure }: { readonly failure: unknown }) {
  const say = useWords(notKeptWords);
  if (failure === null) return null;
  const { code } = failure as { code?: string };
  return (
    <div role="alert">
      <Card tone="alarm">
        <p className={css['title']}>
          <Icon of={TriangleAlert} /> {say('title')}
        </p>
        <p className={css['hint']}>{say(code === 'storageFull' ? 'full' : 'other')}</p>
      </Card>
    </div>
  );
}
