import { Button, Switch } from '@mantine/core';
import { Languages } from 'lucide-react';
import { Icon } from '../../ui/icon.tsx';
import { setLanguage, setTextSize, useLanguage, useTextSize } from '../../ui/preferences.ts';
import { useWords } from '../../ui/words.ts';
import css from './enrol.module.css';
import { enrolWords } from './words.ts';

/** Before anything else: letters one can read, in a language one speaks. */
export function FirstChoices() {
  const say = useWords(enrolWords);
  const language = useLanguage();
  const large = useTextSize() !== 'normal';
  return (
    <div className={css['choices']}>
      <Switch
        checked={large}
        onChange={() => setTextSize(large ? 'normal' : 'elder')}
        label={say('elder')}
      />
      <Button
        variant="subtle"
        leftSection={<Icon of={Languages} />}
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
      >
        {say('language')}
      </Button>
    </div>
  );
}
