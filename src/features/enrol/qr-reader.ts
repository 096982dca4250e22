import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

// The reader's own default is to fetch its wasm from another host.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

/** Texts of the QR codes in a picture. */
export async function readQrCodes(picture: ImageData): Promise<string[]> {
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return found.filter((code) => code.isValid).map((code) => code.text);
}
