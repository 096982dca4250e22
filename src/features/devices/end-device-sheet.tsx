import { useState } from 'react';
import type { Ending } from '../../domain/device-notice.ts';
import { useDevice } from '../../store/device-context.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { useProblemWords } from '../../ui/problem-words.ts';
import { useWords } from '../../ui/words.ts';
import css from './devices.module.css';
import type { Device } from './use-devices.ts';
import { deviceWords } from './words.ts';

/**
 * Asks why a device is no longer used, and ends its use. This needs a network: to note it for later would let
 * somebody believe that a stolen phone is locked.
 */
export function EndDeviceSheet({
  device,
  onClose,
}: {
  readonly device: Device;
  readonly onClose: () => void;
}) {
  const say = useWords(deviceWords);
  const explain = useProblemWords();
  const inHand = useDevice();
  const [how, setHow] = useState<Ending | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const unsent = device.waiting ?? 0;
  const end = async () => {
    if (busy) return undefined;
    if (how === null) return setFault(say('choose'));
    setBusy(true);
    const answer = await inHand.server.endDevice({ device: device.id, how });
    setBusy(false);
    if (!answer.ok) return setFault(say('failed', { why: explain(answer.problem.code).why }));
    inHand.syncNow();
    return onClose();
  };
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={say('endTitle', {
        name: device.title ?? '',
        device: device.deviceName ?? say('unnamed'),
      })}
      confirm={say('doEnd')}
      tone="alarm"
      busy={busy}
      onConfirm={() => void end()}
    >
      <div className={css['stack']}>
        <ChoiceRow<Ending>
          label={say('how')}
          value={how}
          sentences
          choices={[
            { value: 'lost', label: say('lost') },
            { value: 'returned', label: say('returned') },
          ]}
          onChange={(chosen) => {
            setHow(chosen);
            setFault(null);
          }}
        />
        {how !== null && <p>{say(how === 'lost' ? 'lostHint' : 'returnedHint')}</p>}
        {how === 'lost' && unsent > 0 && <p>{say('lostUnsent', { n: unsent })}</p>}
        {fault !== null && <p role="alert">{fault}</p>}
      </div>
    </ConfirmSheet>
  );
}
