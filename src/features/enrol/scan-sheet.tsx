import { useState } from 'react';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { useCamera } from '../../ui/use-camera.ts';
import { useWords } from '../../ui/words.ts';
import css from './enrol.module.css';
import { codeOfQr } from './sign-in-code.ts';
import { enrolWords } from './words.ts';

/** Looks through the camera for a sign-in code; a refused camera is explained, not an error. */
export function ScanSheet({
  onClose,
  onCode,
}: {
  readonly onClose: () => void;
  readonly onCode: (code: string) => void;
}) {
  const say = useWords(enrolWords);
  const [foreign, setForeign] = useState(false);
  const { video, fault } = useCamera((text) => {
    const code = codeOfQr(text);
    setForeign(code === null);
    if (code !== null) onCode(code);
    return code !== null;
  });
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={say(fault === null ? 'scanTitle' : 'scan')}
      cancel={say('useCode')}
    >
      {fault === null ? (
        <>
          <p>{say('scanHint')}</p>
          <video ref={video} className={css['video']} muted playsInline aria-hidden />
          <output>{say(foreign ? 'scanOther' : 'scanLook')}</output>
        </>
      ) : (
        <div role="alert">
          <strong>{say(fault)}</strong>
          <p>{say(`${fault}Hint`)}</p>
        </div>
      )}
    </ConfirmSheet>
  );
}
