import { MeScreen } from '../features/me/me-screen.tsx';
import { useReader } from '../store/device-context.tsx';
import { useLayout } from '../ui/layout.ts';
import { useWords } from '../ui/words.ts';
import { acceptUpdate, checkForUpdate, useAppUpdate } from './app-update.ts';
import { appWords } from './app-words.ts';
import { install, useInstallWay } from './install-prompt.ts';
import { useSignedIn } from './signed-in.tsx';
import { deskOf, morePages } from './tabs.ts';
import { version } from './version.ts';

/** 我的, wired to what the app knows of itself: its version, its updates, its other pages. */
export function MePage() {
  const say = useWords(appWords);
  const { signedOut } = useSignedIn();
  const { grants } = useReader();
  const layout = useLayout();
  const { waiting } = useAppUpdate();
  const more = morePages(deskOf(grants), layout).map(({ name, to, icon }) => ({
    to,
    icon,
    label: say(name),
  }));
  return (
    <MeScreen
      more={more}
      onSignedOut={signedOut}
      version={version}
      install={{ way: useInstallWay(), start: () => void install() }}
      update={{ waiting, check: checkForUpdate, accept: acceptUpdate }}
    />
  );
}
