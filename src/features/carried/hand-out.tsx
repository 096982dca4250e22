import { Download, QrCode, Share2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { textOfSealed } from '../../store/sealed-file.ts';
import { canShare, downloadFile, shareFile } from '../../ui/download.ts';
import { QuietButton } from '../../ui/primary-button.tsx';
import { fitsQrCodes } from '../../ui/qr-frames.ts';
import { QrSequence } from '../../ui/qr-sequence.tsx';
import { useWords } from '../../ui/words.ts';
import css from './carried.module.css';
import { carriedWords } from './words.ts';

/** The ways in which something sealed leaves this device: to another program, as a file, as QR codes. */
export function HandOut({ sealed, name }: { readonly sealed: Uint8Array; readonly name: string }) {
  const say = useWords(carriedWords);
  const [showing, setShowing] = useState(false);
  const [saved, setSaved] = useState(false);
  const file = useMemo(
    () => new File([textOfSealed(sealed)], name, { type: 'application/octet-stream' }),
    [sealed, name],
  );
  // Other programs are only handed what they know: a text.
  const shared = useMemo(
    () => new File([textOfSealed(sealed)], `${name}.txt`, { type: 'text/plain' }),
    [sealed, name],
  );
  const fits = fitsQrCodes(sealed);
  return (
    <div className={css['stack']}>
      <div className={css['ways']}>
        {canShare(shared) && (
          <QuietButton icon={Share2} onClick={() => void shareFile(shared)}>
            {say('share')}
          </QuietButton>
        )}
        <QuietButton
          icon={Download}
          onClick={() => {
            downloadFile(file);
            setSaved(true);
          }}
        >
          {say('save')}
        </QuietButton>
        {fits && (
          <QuietButton icon={QrCode} onClick={() => setShowing(!showing)}>
            {say(showing ? 'hideQr' : 'showQr')}
          </QuietButton>
        )}
      </div>
      {!fits && <p className={css['hint']}>{say('qrTooMany')}</p>}
      <output>{saved && say('saved', { name })}</output>
      {showing && (
        <>
          <p>{say('qrHint')}</p>
          <QrSequence bytes={sealed} />
        </>
      )}
    </div>
  );
}
