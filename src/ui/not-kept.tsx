import { TriangleAlert } from 'lucide-react';
import { Card } from './card.tsx';
import { Icon } from './icon.tsx';
import css from './not-kept.module.css';
import { notKeptWords } from './not-kept-words.ts';
import { useWords } from './words.ts';

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
