import { CloudUpload, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import { useCarried, useDevice } from '../../store/device-context.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { PrimaryButton, QuietButton } from '../../ui/primary-button.tsx';
import { useWords } from '../../ui/words.ts';
import { meWords } from './words.ts';

type Step = 'ask' | 'unsent' | 'sure';

/** Leaving removes everything from the device; with unsent work that takes a second, clearer yes. */
export function SignOutSheet({
  onClose,
  onSignedOut,
}: {
  readonly onClose: () => void;
  readonly onSignedOut: () => void;
}) {
  const say = useWords(meWords);
  const device = useDevice();
  const [step, setStep] = useState<Step>('ask');
  const [unsent, setUnsent] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const carrying = useCarried()?.filter(({ state }) => state === 'waiting').length ?? 0;
  const leave = async (evenUnsent: boolean) => {
    setBusy(true);
    try {
      setFailed(false);
      await tryToLeave(evenUnsent);
    } catch (error) {
      reportError(error);
      setFailed(true);
    }
    setBusy(false);
  };
  const tryToLeave = async (evenUnsent: boolean) => {
    // Drafts, what came back, and what is carried for others are lost by leaving like what waits to be sent.
    const onlyHere = evenUnsent ? 0 : await device.store.countOnlyHere();
    if (onlyHere + (evenUnsent ? 0 : carrying) > 0) {
      setUnsent(onlyHere);
      return setStep('unsent');
    }
    const answer = await device.signOut({ evenUnsent });
    if (answer.ok) return onSignedOut();
    setUnsent(answer.unsent);
    return setStep('unsent');
  };
  if (step === 'unsent') {
    return (
      <ConfirmSheet
        opened
        onClose={onClose}
        title={
          unsent > 0
            ? say('signOutUnsentTitle', { n: unsent })
            : say('signOutCarryingTitle', { n: carrying })
        }
      >
        {unsent > 0 && <p>{say('signOutUnsentHint', { n: unsent })}</p>}
        {carrying > 0 && <p>{say('signOutCarryingHint', { n: carrying })}</p>}
        <PrimaryButton icon={CloudUpload} to="/upload">
          {say('toUpload')}
        </PrimaryButton>
        {unsent > 0 && (
          <QuietButton icon={PackageOpen} to="/carry">
            {say('carryOut')}
          </QuietButton>
        )}
        <QuietButton tone="alarm" onClick={() => setStep('sure')}>
          {say('signOutAnyway')}
        </QuietButton>
      </ConfirmSheet>
    );
  }
  const sure = step === 'sure';
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={sure ? say('signOutSureTitle', { n: unsent + carrying }) : say('signOutTitle')}
      confirm={say(sure ? 'signOutSure' : 'signOut')}
      tone={sure ? 'alarm' : 'teal'}
      busy={busy}
      onConfirm={() => void leave(sure)}
    >
      <p>{say(sure ? 'signOutSureHint' : 'signOutHint')}</p>
      {failed && <p role="alert">{say('signOutFailed')}</p>}
    </ConfirmSheet>
  );
}
