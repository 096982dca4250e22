import { useBlocker } from '@tanstack/react-router';

/** While something lies over the page, the phone's Back takes that away and not the page beneath it. */
export function useBackCloses(opened: boolean, onClose: () => void): void {
  useBlocker({
    shouldBlockFn: ({ action }) => {
      if (action !== 'BACK') return false;
      onClose();
      return true;
    },
    disabled: !opened,
    enableBeforeUnload: false,
  });
}
