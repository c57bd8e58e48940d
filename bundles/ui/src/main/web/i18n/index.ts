import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import shell from './en/shell.json';

/** One file for each namespace and language; only what a page needs is loaded. */
const files = import.meta.glob<{ default: Record<string, unknown> }>('./*/*.json');

export const languages = [
  { id: 'en', name: 'English' },
  { id: 'de', name: 'Deutsch' },
];

const KEY = 'callboard.language';

export function preferredLanguage(): string {
  const wanted = [localStorage.getItem(KEY), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return wanted.find((tag) => languages.some(({ id }) => id === tag)) ?? 'en';
}

export function setLanguage(id: string) {
  localStorage.setItem(KEY, id);
  document.documentElement.lang = id;
  return i18next.changeLanguage(id);
}

export async function startI18n() {
  document.documentElement.lang = preferredLanguage();
  await i18next
    .use({
      type: 'backend' as const,
      read(
        language: string,
        namespace: string,
        done: (error: unknown, data: Record<string, unknown> | null) => void,
      ) {
        const load = files[`./${language}/${namespace}.json`];
        if (load) {
          load().then(
            (module) => done(null, module.default),
            (error: unknown) => done(error, null),
          );
        } else {
          done(null, {});
        }
      },
    })
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      fallbackLng: 'en',
      ns: ['shell'],
      defaultNS: 'shell',
      // English of the shell comes with it, so that the first paint waits for nothing.
      partialBundledLanguages: true,
      resources: { en: { shell } },
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

const language = () => i18next.resolvedLanguage ?? 'en';

/** A number in the language of the page. */
export const formatNumber = (value: number) => new Intl.NumberFormat(language()).format(value);

export const formatDate = (value: string | number | Date) =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(value),
  );

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, or in how long, in the one unit that tells most. */
export function formatAgo(value: string | number | Date, now = Date.now()): string {
  const seconds = (new Date(value).getTime() - now) / 1000;
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.round(seconds / size), unit);
}

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
