import i18next, { type i18n } from 'i18next';
import { useTranslation } from 'react-i18next';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** One catalogue for the whole app; features add their words to it when they are loaded. */
export const catalogue: i18n = i18next.createInstance();
void catalogue.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
});

type Keys<Zh> = Extract<keyof Zh, string>;

/** English has every key of the Chinese, and may say the singular apart under `<key>_one`. */
type English<Zh> = { readonly [K in Keys<Zh>]: string } & {
  readonly [K in `${Keys<Zh>}_one`]?: string;
};

export interface Words<Key extends string> {
  readonly name: string;
  readonly zh: Readonly<Record<Key, string>>;
  readonly en: Readonly<Record<Key, string>>;
}

export type Values = Readonly<Record<string, string | number>>;
export type Say<Key extends string> = (key: Key, values?: Values) => string;

/** Adds a feature's words to the catalogue. `{{n}}` is filled in; `n` also chooses the singular. */
export function defineWords<const Zh extends Readonly<Record<string, string>>>(
  name: string,
  words: { readonly zh: Zh; readonly en: English<Zh> },
): Words<Keys<Zh>> {
  catalogue.addResourceBundle('zh-CN', name, words.zh, true, true);
  catalogue.addResourceBundle('en', name, words.en, true, true);
  return { name, zh: words.zh, en: words.en };
}

function counted(values: Values): Record<string, string | number> {
  return typeof values['n'] === 'number' ? { ...values, count: values['n'] } : { ...values };
}

// A translation without values is always the same; looking one up costs as much as drawing a small part of a screen.
const said = new WeakMap<object, Say<string>>();

// The keys are typed by Words; i18next would have them typed by one resource for the whole app.
function saying<Key extends string>(t: object): Say<Key> {
  const known = said.get(t);
  if (known) return known;
  const look = t as (key: string, values: Record<string, string | number>) => string;
  const plain = new Map<string, string>();
  const say: Say<string> = (key, values) => {
    if (values) return look(key, counted(values));
    const words = plain.get(key) ?? look(key, {});
    plain.set(key, words);
    return words;
  };
  said.set(t, say);
  return say;
}

/** The words of one feature in the language of the moment; follows a change of language. */
export function useWords<Key extends string>(words: Words<Key>): Say<Key> {
  const { t } = useTranslation(words.name, { i18n: catalogue, useSuspense: false });
  return saying(t);
}

/** The same outside of components; does not follow a change of language by itself. */
export function sayIn<Key extends string>(words: Words<Key>, language?: Language): Say<Key> {
  return saying(catalogue.getFixedT(language ?? currentLanguage(), words.name));
}

export function currentLanguage(): Language {
  return catalogue.language === 'en' ? 'en' : 'zh-CN';
}
