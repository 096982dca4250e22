import type { LucideIcon } from 'lucide-react';

/** Any icon of lucide-react, or one of our own with the same props. */
export type IconType = LucideIcon;

/** An icon beside its word: as tall as the text needs, and silent for a screen reader. */
export function Icon({ of: Mark, size = 1.3 }: { readonly of: IconType; readonly size?: number }) {
  return (
    <Mark
      aria-hidden
      focusable={false}
      style={{ width: `${size}em`, height: `${size}em`, flex: 'none' }}
      strokeWidth={2}
    />
  );
}
