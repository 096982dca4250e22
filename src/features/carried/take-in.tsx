import { FileInput, ScanQrCode } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { TakenIn } from '../../store/carried-work.ts';
import { useDevice } from '../../store/device-context.tsx';
import { sealedInFile } from '../../store/sealed-file.ts';
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx';
import { FilePick } from '../../ui/file-pick.tsx';
import { QuietButton } from '../../ui/primary-button.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import css from './carried.module.css';
import { carriedWords, type SayCarried } from './words.ts';

// The reader of QR codes is large, and most people never scan.
const QrGathering = lazy(async () => {
  const { QrGathering: part } = await import('../../ui/qr-gathering.tsx');
  return { default: part };
});

function told(taken: TakenIn, say: SayCarried): string {
  if (taken.kind === 'settled') return say('settledNow', { n: taken.count });
  if (taken.kind !== 'parcel') return say(taken.kind);
  if (taken.own) return say('tookOwn');
  return say(taken.again ? 'tookAgain' : 'took');
}

/** Takes in what somebody brought, by a file or by QR codes, and says what became of it. */
export function TakeIn() {
  const say = useWords(carriedWords);
  const { carried } = useDevice();
  const [scanning, setScanning] = useState(false);
  const [said, setSaid] = useState<readonly string[]>([]);
  const take = async (read: () => Promise<Uint8Array<ArrayBuffer> | null>): Promise<string> => {
    try {
      const bytes = await read();
      return told(bytes ? await carried.take(bytes) : { kind: 'notOurs' }, say);
    } catch (error) {
      reportError(error);
      return say('takeFailed');
    }
  };
  const takeFiles = async (files: readonly File[]) => {
    const answers: string[] = [];
    for (const file of files) answers.push(await take(() => sealedInFile(file)));
    setSaid(answers);
  };
  const takeScanned = async (bytes: Uint8Array<ArrayBuffer>) => {
    setScanning(false);
    setSaid([await take(() => Promise.resolve(bytes))]);
  };
  return (
    <div className={css['stack']}>
      <div className={css['ways']}>
        <FilePick icon={FileInput} multiple onPick={(files) => void takeFiles(files)}>
          {say('chooseFile')}
        </FilePick>
        <QuietButton icon={ScanQrCode} onClick={() => setScanning(true)}>
          {say('scan')}
        </QuietButton>
      </div>
      <output className={css['said']}>
        {said.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </output>
      {scanning && (
        <ConfirmSheet
          opened
          onClose={() => setScanning(false)}
          title={say('scanTitle')}
          cancel={say('stop')}
        >
          <Suspense fallback={<LoadingState />}>
            <QrGathering onWhole={(bytes) => void takeScanned(bytes)} />
          </Suspense>
        </ConfirmSheet>
      )}
    </div>
  );
}
