import { Check, MapPinPlus } from 'lucide-react';
import type { UnknownPlace } from '../../domain/roster/import-plan.ts';
import { Card } from '../../ui/card.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import css from './import-roster.module.css';
import { importWords } from './words.ts';

/** Names of grids and buildings that nobody knows, for the clerk to accept where they exist. */
export function UnknownPlaces({
  places,
  accepted,
  onChange,
}: {
  readonly places: readonly UnknownPlace[];
  readonly accepted: readonly string[];
  readonly onChange: (accepted: readonly string[]) => void;
}) {
  const say = useWords(importWords);
  if (places.length === 0 && accepted.length === 0) return null;
  return (
    <Section title={say('unknownTitle')}>
      {places.map(({ kind, name, rows }) => (
        <Card key={`${kind} ${name}`} edge="amber">
          <div className={css['beside']}>
            <p className={css['sheetLine']}>
              {say(kind === 'grid' ? 'unknownGridHint' : 'unknownBuildingHint', { n: rows, name })}
            </p>
            <QuietButton icon={MapPinPlus} onClick={() => onChange([...accepted, name])}>
              {say('accept', { name })}
            </QuietButton>
          </div>
        </Card>
      ))}
      {accepted.map((name) => (
        <QuietButton
          key={name}
          icon={Check}
          onClick={() => onChange(accepted.filter((other) => other !== name))}
        >
          {say('accepted', { name })}
        </QuietButton>
      ))}
    </Section>
  );
}
