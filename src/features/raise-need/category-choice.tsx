import {
  BookOpen,
  Ellipsis,
  HeartPulse,
  MessagesSquare,
  ShoppingBasket,
  Sparkles,
  TriangleAlert,
  Users,
  Wrench,
} from 'lucide-react';
import { useId } from 'react';
import { needCategories, type NeedCategory } from '../../domain/needs.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words.ts';
import css from './raise-need.module.css';
import { raiseWords } from './words.ts';

const icons: Readonly<Record<NeedCategory, IconType>> = {
  errand: ShoppingBasket,
  medical: HeartPulse,
  repair: Wrench,
  cleaning: Sparkles,
  company: Users,
  learning: BookOpen,
  mediation: MessagesSquare,
  hazard: TriangleAlert,
  other: Ellipsis,
};

/** The kinds of help as pictures with their words. */
export function CategoryChoice({
  value,
  onChange,
}: {
  readonly value: NeedCategory | null;
  readonly onChange: (category: NeedCategory) => void;
}) {
  const say = useWords(raiseWords);
  const name = useId();
  return (
    <fieldset className={css['group']}>
      <legend className={css['legend']}>{say('category')}</legend>
      <div className={css['categories']}>
        {needCategories.map((category) => (
          <label key={category} className={css['category']}>
            <input
              className={css['input']}
              type="radio"
              name={name}
              checked={category === value}
              onChange={() => onChange(category)}
            />
            <span className={css['face']}>
              <Icon of={icons[category]} size={1.6} />
              <span>{say(category)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
