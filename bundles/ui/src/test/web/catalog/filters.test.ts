import { describe, expect, it } from 'vitest';
import { type Filters, toOrder, toQuery } from '~/pages/catalog/filters';

const filters = (part: Partial<Filters> = {}): Filters => ({
  kind: 'component',
  whose: 'all',
  text: '',
  lists: { type: [], owners: [], lifecycles: [], tags: [], namespaces: [] },
  fields: {},
  status: undefined,
  sort: { column: 'name', descending: false },
  ...part,
});

describe('the filters of the catalog page', () => {
  it('are one set of conditions, where values of one field are alternatives', () => {
    const lists = { ...filters().lists, type: ['service', 'website'], tags: ['java'] };
    expect(toQuery(filters({ lists }), [], [])).toEqual([
      'kind=component,spec.type=service,spec.type=website,metadata.tags=java',
    ]);
  });

  it('narrow by the fields that plugins filter by', () => {
    expect(toQuery(filters({ fields: { 'spec.system': ['a', 'b'] } }), [], [])).toEqual([
      'kind=component,spec.system=a,spec.system=b',
    ]);
  });

  it('find nothing when one owns nothing, rather than everything', () => {
    expect(toQuery(filters({ whose: 'owned' }), [], [])).toEqual([
      'kind=component,metadata.uid=none',
    ]);
  });

  it('ask for whatever one of the own references owns', () => {
    expect(toQuery(filters({ whose: 'owned' }), ['user:default/a', 'group:default/b'], [])).toEqual(
      ['kind=component,relations.ownedBy=user:default/a,relations.ownedBy=group:default/b'],
    );
  });

  it('narrow what one owns to the owners that were chosen, instead of adding theirs', () => {
    const own = ['user:default/a', 'group:default/b'];
    const owned = (owners: string[]) =>
      toQuery(filters({ whose: 'owned', lists: { ...filters().lists, owners } }), own, []);
    expect(owned(['group:default/b'])).toEqual([
      'kind=component,relations.ownedBy=group:default/b',
    ]);
    expect(owned(['group:default/c'])).toEqual(['kind=component,metadata.uid=none']);
  });

  it('make one set for each starred entity of the kind', () => {
    const starred = ['component:default/a', 'api:default/b', 'component:other/c'];
    expect(toQuery(filters({ whose: 'starred' }), [], starred)).toEqual([
      'kind=component,kind=component,metadata.namespace=default,metadata.name=a',
      'kind=component,kind=component,metadata.namespace=other,metadata.name=c',
    ]);
  });

  it('leave the kind out when all are wanted', () => {
    expect(toQuery(filters({ kind: 'all' }), [], [])).toEqual([]);
  });

  it('order by the name where the column says the same', () => {
    expect(toOrder({ column: 'owner', descending: true })).toEqual([
      'spec.owner,desc',
      'metadata.name,asc',
    ]);
    expect(toOrder({ column: 'name', descending: false })).toEqual(['metadata.name,asc']);
  });
});
