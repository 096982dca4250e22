import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

// The reader's own default is to fetch its wasm from another host.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

/** Texts of the QR codes in a picture. */
export async function readQrCodes(picture: ImageData): Promise<string[]> {
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return found.filter((code) => code.isValid).map((code) => code.text);
}

const longestSide = 1600;

/** Texts of the QR codes in a picture file; none when it is no picture. */
export async function qrCodesInPicture(file: Blob): Promise<string[]> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return [];
  // A photograph has far more points than a code needs, and each costs time.
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return context ? readQrCodes(context.getImageData(0, 0, canvas.width, canvas.height)) : [];
}
