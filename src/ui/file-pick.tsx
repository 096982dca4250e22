import { useRef, type ReactNode } from 'react';
import { QuietButton } from './primary-button.tsx';
import type { IconType } from './icon.tsx';

/** A large button that opens the device's own choice of files. */
export function FilePick({
  children,
  icon,
  accept,
  multiple = false,
  onPick,
}: {
  readonly children: ReactNode;
  readonly icon: IconType;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly onPick: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <QuietButton icon={icon} onClick={() => input.current?.click()}>
        {children}
      </QuietButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        onChange={(event) => {
          const { files } = event.currentTarget;
          onPick([...(files ?? [])]);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
