import { useSyncExternalStore } from 'react';
import { catalogue, languages, type Language } from './words.ts';

/** Body text of 17 px, 23 px (长辈版) and 30 px. */
export const textSizes = ['normal', 'elder', 'larger'] as const;
export type TextSize = (typeof textSizes)[number];
export const scaleOf: Readonly<Record<TextSize, number>> = {
  normal: 1,
  elder: 1.375,
  larger: 1.765,
};

const keys = { text: 'linli.text', language: 'linli.language' } as const;
const listeners = new Set<() => void>();

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage can be forbidden altogether; the app then starts in its usual size each time.
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above: the choice then holds until the page is closed.
  }
}

let textSize: TextSize = textSizes.find((size) => size === stored(keys.text)) ?? 'normal';

function applyLanguage(language: Language): void {
  void catalogue.changeLanguage(language);
  document.documentElement.lang = language;
}

function tell(): void {
  document.documentElement.dataset['text'] = textSize;
  for (const listener of listeners) listener();
}

/** Takes over what was chosen on this device earlier, before anything is drawn; follows other tabs. */
export function startPreferences(): void {
  applyLanguage(languages.find((language) => language === stored(keys.language)) ?? 'zh-CN');
  tell();
  window.addEventListener('storage', (event) => {
    const language = languages.find((known) => known === event.newValue);
    const size = textSizes.find((known) => known === event.newValue);
    if (event.key === keys.language && language) applyLanguage(language);
    if (event.key === keys.text && size) textSize = size;
    tell();
  });
}

export function setTextSize(size: TextSize): void {
  textSize = size;
  keep(keys.text, size);
  tell();
}

export function setLanguage(language: Language): void {
  keep(keys.language, language);
  applyLanguage(language);
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, () => textSize);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => (catalogue.language === 'en' ? 'en' : 'zh-CN'));
}
