import { useWords } from '../../ui/words.ts';
import { sheetWords } from './sheet-words.ts';

/** Says which of the chosen needs will not be touched, because they are not at this step. */
export function Skipped({ all, fitting }: { readonly all: number; readonly fitting: number }) {
  const say = useWords(sheetWords);
  if (fitting === all) return null;
  return <p>{fitting === 0 ? say('noneFit') : say('skipped', { n: all - fitting })}</p>;
}
