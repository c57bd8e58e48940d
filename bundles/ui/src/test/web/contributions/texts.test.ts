import { describe, expect, it } from 'vitest';
import { inLanguage } from '~/contributions/texts';

const title = { en: 'Findings', de: 'Befunde' };

describe('texts of contributions', () => {
  it('are in the language of the page, and in English where it has none', () => {
    expect(inLanguage({ id: 'a', title, order: 1 }, 'de')).toEqual({
      id: 'a',
      title: 'Befunde',
      order: 1,
    });
    expect(inLanguage({ title }, 'de-AT')).toEqual({ title: 'Befunde' });
    expect(inLanguage({ title }, 'fr')).toEqual({ title: 'Findings' });
    expect(inLanguage({ title: 'Same for all' }, 'de')).toEqual({ title: 'Same for all' });
  });

  it('are found in what is declared without code, and only where texts stand', () => {
    const item = {
      filter: { title },
      content: { type: 'table', empty: title, fields: [{ title, value: '/a' }] },
    };
    expect(inLanguage(item, 'de')).toEqual({
      filter: { title },
      content: { type: 'table', empty: 'Befunde', fields: [{ title: 'Befunde', value: '/a' }] },
    });
  });
});
