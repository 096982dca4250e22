import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Card } from '../../ui/card.tsx';
import {
  setLanguage,
  setTextSize,
  textSizes,
  useLanguage,
  useTextSize,
} from '../../ui/preferences.ts';
import { languages, useWords } from '../../ui/words.ts';
import { meWords } from './words.ts';

/** Letters and language: they change at once, so that one sees what one chooses. */
export function Appearance() {
  const say = useWords(meWords);
  return (
    <>
      <Card>
        <ChoiceRow
          label={say('text')}
          value={useTextSize()}
          choices={textSizes.map((value) => ({ value, label: say(value) }))}
          onChange={setTextSize}
        />
      </Card>
      <Card>
        <ChoiceRow
          label={say('language')}
          value={useLanguage()}
          choices={languages.map((value) => ({ value, label: say(value === 'en' ? 'en' : 'zh') }))}
          onChange={setLanguage}
        />
      </Card>
    </>
  );
}
