import { useEffect, useRef, useState, type RefObject } from 'react';
import { readQrCodes } from './qr-reader.ts';

export type CameraFault = 'cameraDenied' | 'cameraNone';

/** Between two looks, where what is looked for stands still. */
const calm = 250;

/** Shows the camera in `video` and hands on each text it sees, until `onText` says that it was the right one. */
export function useCamera(
  onText: (text: string) => boolean,
  between = calm,
): {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly fault: CameraFault | null;
} {
  const video = useRef<HTMLVideoElement>(null);
  const [fault, setFault] = useState<CameraFault | null>(null);
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(() => {
    const stop = new AbortController();
    let stream: MediaStream | null = null;
    const look = async () => {
      stream = await openCamera();
      if (stop.signal.aborted || !video.current) return;
      video.current.srcObject = stream;
      await video.current.play();
      await watch(video.current, stop.signal, between, (text) => latest.current(text));
    };
    look()
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setFault(faultOfCamera(error));
      })
      .finally(() => endCamera(stream));
    return () => {
      stop.abort();
      endCamera(stream);
    };
  }, [between]);
  return { video, fault };
}

function openCamera(): Promise<MediaStream> {
  if (!('mediaDevices' in navigator)) return Promise.reject(new Error('no camera'));
  return navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
    audio: false,
  });
}

function endCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function faultOfCamera(error: unknown): CameraFault {
  const { name } = error as { name?: string };
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'cameraDenied' : 'cameraNone';
}

async function watch(
  video: HTMLVideoElement,
  signal: AbortSignal,
  between: number,
  onText: (text: string) => boolean,
): Promise<void> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  while (!signal.aborted) {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    if (canvas.width > 0) {
      context.drawImage(video, 0, 0);
      // One picture after the other: a slow phone is not asked for the next before it has read the last.
      const texts = await readQrCodes(context.getImageData(0, 0, canvas.width, canvas.height));
      if (!signal.aborted && texts.some(onText)) return;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, between);
    });
  }
}
