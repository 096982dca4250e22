import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useDevice, useNow, useSyncStatus } from '../../store/device-context.tsx';
import { formatWhen } from '../../ui/format.ts';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { comparedWords } from './compared-words.ts';

/** Whether what this device holds is what it should hold, and a way to ask now. */
export function ComparedSection() {
  const say = useWords(comparedWords);
  const device = useDevice();
  const { compared, phase, unsent } = useSyncStatus();
  const now = useNow();
  const [askedSince, setAskedSince] = useState<{ readonly at: number | undefined } | null>(null);
  const asking = askedSince !== null && askedSince.at === compared?.at;
  const later = phase === 'offline' ? say('offline') : unsent > 0 ? say('waiting') : say('asked');
  const found = () => {
    if (!compared) return say('never');
    const { held, mended, differing } = compared;
    const when = formatWhen(compared.at, now);
    if (differing > 0) return say('differing', { differing });
    return mended > 0 ? say('mended', { when, held, mended }) : say('same', { when, held });
  };
  return (
    <Section title={say('title')}>
      <output>{asking ? later : found()}</output>
      <QuietButton
        icon={ListChecks}
        onClick={() => {
          setAskedSince({ at: compared?.at });
          device.compareNow();
        }}
      >
        {say('now')}
      </QuietButton>
    </Section>
  );
}
