import { useMediaQuery } from '@mantine/hooks';
import { useTextSize, type TextSize } from './preferences.ts';

export type Layout = 'phone' | 'tablet' | 'desktop';

/** Bottom tabs below 768 px, a rail below 1200, a side bar from there. */
export function useLayout(): Layout {
  const tablet = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false });
  const desktop = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  if (desktop) return 'desktop';
  return tablet ? 'tablet' : 'phone';
}

// Larger letters need a wider screen before two columns of them can be read.
const besideFrom: Readonly<Record<TextSize, string>> = {
  normal: '(min-width: 48em)',
  elder: '(min-width: 72em)',
  larger: '(min-width: 96em)',
};

/** Whether a list and its detail have room beside each other at the chosen text size. */
export function useRoomForTwo(): boolean {
  const size = useTextSize();
  return useMediaQuery(besideFrom[size], undefined, { getInitialValueInEffect: false }) ?? false;
}
