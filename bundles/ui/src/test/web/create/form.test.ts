import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutFlagged } from '~/pages/create/flags';
import { filterParams } from '~/pages/create/form/fields/entityFilter';
import { formatRepoUrl, missingParts, parseRepoUrl } from '~/pages/create/form/repoUrl';
import { splitSchema, uiOption } from '~/pages/create/form/uiSchema';
import { validator } from '~/pages/create/form/validator';
import { reviewItems, secretNames } from '~/pages/create/review';

beforeAll(() => i18next.init({ lng: 'cimode' }));

const errorsOf = (schema: object, data: object) =>
  validator
    .validateFormData(data as Record<string, unknown>, schema as never)
    .errors.map(({ property, name }) => `${property} ${name}`);

describe('the validator', () => {
  it('tells each mistake at its field and nothing of what contains it', () => {
    const schema = {
      type: 'object',
      required: ['name', 'a.b'],
      properties: {
        name: { type: 'string' },
        'a.b': { type: 'string' },
        inner: { type: 'object', properties: { port: { type: 'integer', maximum: 10 } } },
        list: { type: 'array', items: { type: 'string', minLength: 2 } },
      },
    };
    expect(errorsOf(schema, { inner: { port: 11 }, list: ['ok', 'x'] })).toEqual([
      '.name required',
      '.a.b required',
      '.inner.port maximum',
      '.list.1 minLength',
    ]);
    const { errorSchema } = validator.validateFormData({ name: 'x' }, schema as never);
    expect(Object.keys(errorSchema)).toEqual(['a.b']);
  });

  it('speaks of the branch that was meant, not of all of them', () => {
    const schema = {
      properties: { kind: { enum: ['s', 'l'] } },
      dependencies: {
        kind: {
          oneOf: [
            { properties: { kind: { enum: ['s'] } } },
            {
              properties: { kind: { enum: ['l'] }, reason: { type: 'string' } },
              required: ['reason'],
            },
          ],
        },
      },
    };
    expect(errorsOf(schema, { kind: 'l' })).toEqual(['.reason required']);
    expect(errorsOf(schema, { kind: 's' })).toEqual([]);
  });

  it('follows if, then and references, and leaves patterns it cannot read to the server', () => {
    const schema = {
      definitions: { port: { type: 'integer', minimum: 1024 } },
      properties: {
        port: { $ref: '#/definitions/port' },
        odd: { type: 'string', pattern: '\\_(' },
      },
      if: { properties: { secure: { const: true } }, required: ['secure'] },
      then: { required: ['certificate'] },
    };
    expect(errorsOf(schema, { port: 80, odd: 'x' })).toEqual(['.port minimum']);
    expect(errorsOf(schema, { secure: true })).toEqual(['.certificate required']);
    expect(validator.isValid(schema.properties.port as never, 80 as never, schema as never)).toBe(
      false,
    );
  });
});

describe('the schema of the user interface', () => {
  it('is taken out of properties, items and branches', () => {
    const { schema, uiSchema } = splitSchema({
      'ui:order': ['b', 'a'],
      properties: {
        a: { type: 'string', 'ui:field': 'Secret', enumNames: ['x'] },
        b: { type: 'array', items: { type: 'string', 'ui:widget': 'textarea' } },
      },
      dependencies: {
        a: { oneOf: [{ properties: { c: { type: 'string', 'ui:help': 'Why?' } } }] },
      },
    });
    expect(JSON.stringify(schema)).not.toContain('ui:');
    expect(uiSchema['ui:order']).toEqual(['b', 'a']);
    expect(uiSchema['a']).toEqual({ 'ui:field': 'Secret', 'ui:enumNames': ['x'] });
    expect(uiSchema['b']).toEqual({ items: { 'ui:widget': 'textarea' } });
    expect(uiSchema['c']).toEqual({ 'ui:help': 'Why?' });
    expect(uiOption({ 'ui:options': { rows: 3 } }, 'rows')).toBe(3);
  });
});

describe('addresses of repositories', () => {
  it.each([
    ['github.com?owner=o&repo=r', []],
    ['github.com?owner=o', ['repo']],
    ['dev.azure.com?organization=o&repo=r', ['project']],
    ['bitbucket.org?project=p&repo=r', ['workspace']],
    ['gerrit.example.org?repo=r', []],
    ['?repo=r', ['host', 'owner']],
  ])('%s lacks %j', (value, missing) => {
    expect(missingParts(value)).toEqual(missing);
  });

  it('keep only the parts that the host knows', () => {
    const value = parseRepoUrl('github.com?owner=o&repo=r&project=p');
    expect(formatRepoUrl(value)).toBe('github.com?owner=o&repo=r');
    expect(formatRepoUrl({ host: '' })).toBeUndefined();
  });
});

describe('the review', () => {
  const steps = [
    {
      title: 'One',
      schema: {
        properties: {
          name: { title: 'Name' },
          pass: { title: 'Pass', 'ui:field': 'Secret' },
          gone: { 'ui:backstage': { review: { show: false } } },
          size: { title: 'Size', enum: ['s', 'l'], enumNames: ['Small', 'Large'] },
          box: { title: 'Box', properties: { lid: { title: 'Lid' } } },
        },
      },
    },
  ];

  it('masks secrets, leaves out what is not shown, and uses the names of choices', () => {
    const values = { name: 'n', pass: '****', gone: 1, size: 'l', box: { lid: 'blue' } };
    const items = reviewItems(steps[0]!, values);
    expect(items.map(({ label, text }) => `${label}=${text}`)).toEqual([
      'Name=n',
      'Pass=••••••',
      'Size=Large',
      'Box › Lid=blue',
    ]);
    expect([...secretNames(steps)]).toEqual(['pass']);
  });
});

it('filters of templates become filters of the catalog', () => {
  expect(
    filterParams([{ kind: 'Group', 'spec.type': ['team', 'squad'] }, { kind: 'User' }]),
  ).toEqual(['kind=Group,spec.type=team,spec.type=squad', 'kind=User']);
  expect(filterParams({ 'metadata.annotations.a/b': { exists: true } }, { kind: ['API'] })).toEqual(
    ['metadata.annotations.a/b,kind=API'],
  );
  expect(filterParams(undefined)).toEqual([]);
});

it('what is behind a feature flag is neither shown nor demanded', () => {
  const form = {
    title: 'T',
    steps: [
      { title: 'a', schema: { 'backstage:featureFlag': 'f', properties: {} } },
      {
        title: 'b',
        schema: {
          required: ['x', 'y'],
          properties: { x: {}, y: { 'backstage:featureFlag': 'f' } },
        },
      },
    ],
  };
  expect(withoutFlagged(form).steps.map(({ schema }) => schema)).toEqual([
    { required: ['x'], properties: { x: {} } },
  ]);
  expect(withoutFlagged(form, new Set(['f'])).steps).toHaveLength(2);
});
