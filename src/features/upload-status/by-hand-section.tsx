import { HandHelping, PackageOpen } from 'lucide-react';
import { useCarried } from '../../store/device-context.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { uploadWords } from './words.ts';

/** The ways past a missing network: work that somebody takes along, and what one takes along for others. */
export function ByHandSection({ waiting }: { readonly waiting: boolean }) {
  const say = useWords(uploadWords);
  const carrying = useCarried()?.filter(({ state }) => state === 'waiting').length ?? 0;
  return (
    <Section title={say('noNetwork')}>
      {waiting && (
        <ListRow
          icon={PackageOpen}
          title={say('carryOut')}
          detail={say('carryOutHint')}
          to="/carry"
        />
      )}
      <ListRow
        icon={HandHelping}
        title={say('carryIn')}
        detail={carrying > 0 ? say('carryInWaiting', { n: carrying }) : say('carryInHint')}
        to="/carry/others"
      />
    </Section>
  );
}
