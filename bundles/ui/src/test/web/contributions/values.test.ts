import { describe, expect, it } from 'vitest';
import { addressFor, at, fillIn } from '~/contributions/values';
import type { Entity } from '~/rest/entity';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'box', annotations: { 'example.com/project': 'team/box', up: '..' } },
  spec: { targets: ['a', 'b'] },
};

describe('a JSON pointer', () => {
  it('finds values, the whole, and items of lists', () => {
    expect(at(entity, '/metadata/annotations/example.com~1project')).toBe('team/box');
    expect(at(entity, '')).toBe(entity);
    expect(at(entity, '/spec/targets/1')).toBe('b');
  });

  it('finds nothing that is not in the document itself', () => {
    expect(at(entity, '/spec/owner/name')).toBeUndefined();
    expect(at(entity, '/metadata/constructor')).toBeUndefined();
    expect(at(null, '/a')).toBeUndefined();
  });
});

describe('an address with places', () => {
  it('takes the values of an entity', () => {
    expect(addressFor('/api/x/{namespace}/{kind}/{name}?of={ref}', entity)).toBe(
      '/api/x/default/component/box?of=component%3Adefault%2Fbox',
    );
  });

  it('encodes values unless it is asked to leave them whole', () => {
    const place = '/metadata/annotations/example.com~1project';
    expect(fillIn(`https://ci/{${place}}`, entity)).toBe('https://ci/team%2Fbox');
    expect(fillIn(`https://ci/{+${place}}`, entity)).toBe('https://ci/team/box');
  });

  it('is none when a value is missing or leads to another folder', () => {
    expect(fillIn('/api/x/{/spec/owner}', entity)).toBeUndefined();
    expect(fillIn('/api/x/{/spec}', entity)).toBeUndefined();
    expect(fillIn('/api/x/{/metadata/annotations/up}/y', entity)).toBeUndefined();
    expect(addressFor('/api/x/{name}', undefined)).toBeUndefined();
  });
});
