import { CloudUpload, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useSession, useSyncStatus } from '../../store/device-context.tsx';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Page } from '../../ui/page.tsx';
import { Pressable } from '../../ui/pressable.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { Section } from '../../ui/section.tsx';
import { useWords } from '../../ui/words.ts';
import { Appearance } from './appearance.tsx';
import css from './me.module.css';
import { MyPosts } from './my-posts.tsx';
import { SignOutSheet } from './sign-out-sheet.tsx';
import { ThisDevice, type ThisDeviceProps } from './this-device.tsx';
import { meWords } from './words.ts';

export interface MorePage {
  readonly to: string;
  readonly label: string;
  readonly icon: IconType;
}

export interface MeScreenProps extends ThisDeviceProps {
  /** Pages of this person's posts that the menu has no room for. */
  readonly more: readonly MorePage[];
  readonly onSignedOut: () => void;
}

/** Who am I here, how do I like it, and how do I leave. */
export function MeScreen({ more, onSignedOut, ...device }: MeScreenProps) {
  const say = useWords(meWords);
  const { person } = useSession();
  const { unsent } = useSyncStatus();
  const [leaving, setLeaving] = useState(false);
  return (
    <Page title={person.name} over={say('title')}>
      <MyPosts />
      <Section title={say('more')}>
        <ListRow
          icon={CloudUpload}
          title={say('upload')}
          detail={unsent > 0 ? say('uploadSome', { n: unsent }) : say('uploadNone')}
          to="/upload"
        />
        {more.length > 0 && (
          <div className={css['pages']}>
            {more.map((page) => (
              <Pressable key={page.to} className={css['page']} to={page.to}>
                <Icon of={page.icon} />
                <span>{page.label}</span>
              </Pressable>
            ))}
          </div>
        )}
      </Section>
      <Appearance />
      <ThisDevice {...device} />
      <QuietButton icon={LogOut} onClick={() => setLeaving(true)}>
        {say('signOut')}
      </QuietButton>
      {leaving && <SignOutSheet onClose={() => setLeaving(false)} onSignedOut={onSignedOut} />}
    </Page>
  );
}
