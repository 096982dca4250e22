import { VisuallyHidden } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { FilePick } from './file-pick.tsx';
import { partWords } from './part-words.ts';
import { frameIn, gather, wholeOf, type Gathered } from './qr-frames.ts';
import css from './qr-gathering.module.css';
import { qrCodesInPicture } from './qr-reader.ts';
import { useCamera } from './use-camera.ts';
import { useWords } from './words.ts';

/** Often enough to meet every picture of a sequence that moves. */
const often = 90;

/** Looks through the camera, or into pictures, for a sequence of QR codes, and shows which are missing. */
export function QrGathering({
  onWhole,
}: {
  readonly onWhole: (bytes: Uint8Array<ArrayBuffer>) => void;
}) {
  const say = useWords(partWords);
  // What was seen is kept beside the drawing: the next picture may come before this one is drawn.
  const gathered = useRef<Gathered | null>(null);
  const [seen, setSeen] = useState<Gathered | null>(null);
  const [foreign, setForeign] = useState(false);
  const take = (text: string): boolean => {
    const frame = frameIn(text);
    setForeign(frame === null);
    if (!frame) return false;
    gathered.current = gather(gathered.current, frame);
    setSeen(gathered.current);
    const whole = wholeOf(gathered.current);
    if (whole) onWhole(whole);
    return whole !== null;
  };
  const { video, fault } = useCamera(take, often);
  const said = seen ? 'qrSeen' : foreign ? 'qrForeign' : fault === null ? 'qrLook' : null;
  const fromPictures = async (files: readonly File[]) => {
    for (const file of files) {
      const texts = await qrCodesInPicture(file);
      if (texts.length === 0) setForeign(true);
      if (texts.some(take)) return;
    }
  };
  return (
    <div className={css['gathering']}>
      {fault === null ? (
        <video ref={video} className={css['video']} muted playsInline aria-hidden />
      ) : (
        <div role="alert">
          <strong>{say(fault)}</strong>
          <p>{say(`${fault}Hint`)}</p>
        </div>
      )}
      <output>
        {said !== null &&
          say(said, {
            done: seen?.parts.size ?? 0,
            total: seen?.total ?? 0,
          })}
      </output>
      {seen && <Frames seen={seen} />}
      <FilePick
        icon={ImageUp}
        accept="image/*"
        multiple
        onPick={(files) => void fromPictures(files)}
      >
        {say('qrFromPicture')}
      </FilePick>
    </div>
  );
}

function Frames({ seen }: { readonly seen: Gathered }) {
  const say = useWords(partWords);
  return (
    <ol className={css['frames']}>
      {Array.from({ length: seen.total }, (_, index) => (
        <li key={index} data-seen={seen.parts.has(index + 1) || undefined}>
          {index + 1}
          <VisuallyHidden>
            {say(seen.parts.has(index + 1) ? 'qrThere' : 'qrMissing')}
          </VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
