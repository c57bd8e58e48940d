import { describe, expect, it } from 'vitest';
import { matches, type Predicate } from '~/contributions/predicate';

const entity = {
  kind: 'Component',
  metadata: {
    name: 'tickets',
    tags: ['java', 'web'],
    annotations: { 'example.com/pager': 'p1' },
  },
  spec: { type: 'service', owner: 'group:default/ticketing' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/ticketing' }],
};

const cases: [string, Predicate, boolean][] = [
  ['a value, in any case', { kind: 'component' }, true],
  ['another value', { kind: 'api' }, false],
  ['all of several keys', { kind: 'component', 'spec.type': 'website' }, false],
  ['a key with dots in it', { 'metadata.annotations.example.com/pager': 'p1' }, true],
  [
    'something that is there',
    { 'metadata.annotations.example.com/pager': { $exists: true } },
    true,
  ],
  ['something that is missing', { 'spec.system': { $exists: false } }, true],
  ['one of several values', { 'spec.type': { $in: ['website', 'service'] } }, true],
  ['none of several values', { 'spec.type': { $in: [] } }, false],
  ['how a value begins', { 'spec.owner': { $hasPrefix: 'group:' } }, true],
  ['a value of a list', { 'metadata.tags': { $contains: 'java' } }, true],
  ['a list without the value', { 'metadata.tags': { $contains: 'go' } }, false],
  ['an object of a list', { relations: { $contains: { type: 'ownedBy' } } }, true],
  ['all of several', { $all: [{ kind: 'component' }, { 'spec.type': 'service' }] }, true],
  ['any of several', { $any: [{ kind: 'api' }, { 'spec.type': 'service' }] }, true],
  ['the contrary', { $not: { kind: 'api' } }, true],
  ['an operator that is not known', { kind: { $like: 'comp' } }, false],
  ['a combination that is not known', { $none: [{ kind: 'api' }] }, false],
  ['everything', true, true],
  ['nothing', false, false],
];

describe('a predicate over entities', () => {
  it.each(cases)('decides by %s', (_, predicate, expected) => {
    expect(matches(predicate, entity)).toBe(expected);
  });

  it('is met by all entities when there is none', () => {
    expect(matches(undefined, entity)).toBe(true);
  });
});
