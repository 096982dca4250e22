import { collections } from '../domain/record-types.ts';
import type { DeviceStore } from '../store/device-store.ts';
import { forgetLastWords, lastWords } from '../ui/last-words.ts';

/** Writes what was typed when the page went into its draft, and forgets it; what is no draft any more is let be. */
export async function keepLastWords(store: DeviceStore): Promise<void> {
  const words = lastWords();
  if (!words) return;
  const [collection, id = '', field = ''] = words.where.split('/');
  const c = collections.find((known) => known === collection);
  // Whether an emptied field may be empty its own form knows; the text before is the lesser harm.
  if (c && words.text !== '' && (await store.get(c, id))?.draft)
    await store.edit(c, id, (record) => (record.draft ? { [field]: words.text } : null));
  forgetLastWords(words);
}
