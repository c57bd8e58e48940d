import i18next from 'i18next';
import { safeUrl } from '~/rest/entity';
import type { ContentField } from '../types';
import { at, fillIn } from '../values';
import { make } from './base';
import type { Shown } from './data';

/** The value of a field in an item, as the field says that it looks. */
export function cell(field: ContentField, item: unknown): Shown {
  const value = at(item, field.value);
  const values = (Array.isArray(value) ? value : [value]).filter(
    (one) => one !== undefined && one !== null && one !== '',
  );
  if (values.length === 0) {
    return '–';
  }
  const made = values.map((one) => linked(field, item, look(field, one)));
  return made.length === 1 ? made[0]! : make('span', { className: 'cb-several' }, ...spaced(made));
}

/** Several values with a space between them, so that they can be told apart when read aloud and when copied. */
const spaced = (nodes: Node[]) => nodes.flatMap((node, index) => (index ? [' ', node] : [node]));

function look(field: ContentField, value: unknown): Node {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (field.as) {
    case 'number':
      return Number.isFinite(Number(value))
        ? make('span', {}, new Intl.NumberFormat(i18next.resolvedLanguage).format(Number(value)))
        : make('span', {}, text);
    case 'date':
      return date(value, text);
    case 'tag':
    case 'status': {
      const element = document.createElement(`cb-${field.as}`);
      element.setAttribute('tone', field.tones?.[text] ?? 'neutral');
      element.textContent = text;
      return element;
    }
    case 'entity': {
      const element = document.createElement('cb-entity-link');
      element.setAttribute('ref', text);
      return element;
    }
    case 'code':
      return make('code', {}, text);
    default:
      return make('span', {}, text);
  }
}

function date(value: unknown, text: string): Node {
  const time = new Date(value as string | number);
  return Number.isNaN(time.getTime())
    ? make('span', {}, text)
    : make(
        'time',
        { dateTime: time.toISOString() },
        new Intl.DateTimeFormat(i18next.resolvedLanguage, {
          dateStyle: 'medium',
          timeStyle: /^\d{4}-\d\d-\d\d$/.test(text) ? undefined : 'short',
        }).format(time),
      );
}

function linked(field: ContentField, item: unknown, content: Node): Node {
  const href = field.href && safeUrl(fillIn(field.href, item));
  if (!href) {
    return content;
  }
  const outside = !href.startsWith('/');
  return make(
    'a',
    { href, ...(outside ? { target: '_blank', rel: 'noreferrer noopener' } : {}) },
    content,
  );
}
