import { ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { renderSVG } from 'uqr';
import { QuietButton } from './primary-button.tsx';
import { framesOf } from './qr-frames.ts';
import css from './qr-sequence.module.css';
import { partWords } from './part-words.ts';
import { useWords } from './words.ts';

/** Fewer than three changes a second: quick enough for a camera, and no flashing. */
const each = 360;

/** Bytes as QR codes, one after the other, for another device's camera. */
export function QrSequence({ bytes }: { readonly bytes: Uint8Array }) {
  const say = useWords(partWords);
  const frames = useMemo(() => framesOf(bytes), [bytes]);
  const [at, setAt] = useState(0);
  const [moving, setMoving] = useState(true);
  const total = frames.length;
  useEffect(() => {
    if (!moving || total < 2) return undefined;
    const timer = setInterval(() => setAt((n) => (n + 1) % total), each);
    return () => clearInterval(timer);
  }, [moving, total]);
  const step = () => {
    setMoving(false);
    setAt((n) => (n + 1) % total);
  };
  const place = say('qrOf', { n: at + 1, total });
  const picture = useMemo(
    () =>
      `data:image/svg+xml,${encodeURIComponent(renderSVG(frames[at] ?? '', { ecc: 'L', border: 3 }))}`,
    [frames, at],
  );
  return (
    <div className={css['sequence']}>
      <img className={css['code']} src={picture} alt={place} data-frame={at + 1} />
      <p className={css['place']} aria-hidden>
        {place}
      </p>
      {total > 1 && (
        <div className={css['ways']}>
          <QuietButton icon={moving ? Pause : Play} onClick={() => setMoving(!moving)}>
            {say(moving ? 'qrPause' : 'qrPlay')}
          </QuietButton>
          <QuietButton icon={ChevronRight} onClick={step}>
            {say('qrOn')}
          </QuietButton>
        </div>
      )}
    </div>
  );
}
