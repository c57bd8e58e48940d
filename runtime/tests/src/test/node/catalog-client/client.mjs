// Runs every method of Backstage's catalog client against a server, and checks what it returns.
// Usage: node client.mjs <base url> <token> <host of the fixture files>
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/package.json`);
const { CatalogClient, CATALOG_FILTER_EXISTS } = require('@backstage/catalog-client');
const { stringifyEntityRef } = require('@backstage/catalog-model');

const [base, token, web] = process.argv.slice(2);
const client = new CatalogClient({
  discoveryApi: { getBaseUrl: async plugin => `${base}/api/${plugin}` },
});
const auth = { token };
const names = items => items.map(item => item.metadata.name);
const refs = items => items.map(item => item && stringifyEntityRef(item));
const service = 'component:default/payment-service';
const called = new Set();

/** Calls a method of the client, and notes that it was. */
const call = (method, ...args) => {
  called.add(method);
  return client[method](...args, auth);
};

/** Waits until something holds: what was written is read a moment later. */
const eventually = async (what, check) => {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(`${what}: ${error.message}`, { cause: error });
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
};

const tests = {
  async getEntities() {
    const all = (await call('getEntities', {})).items;
    assert.ok(all.length >= 28, `${all.length} entities`);
    const java = await call('getEntities', {
      filter: [{ kind: ['Component', 'API'], 'metadata.tags': 'java' }, { kind: 'domain' }],
      fields: ['kind', 'metadata.name'],
      order: [{ field: 'metadata.name', order: 'desc' }],
      limit: 3,
      offset: 1,
    });
    assert.deepEqual(java.items, [
      { kind: 'Domain', metadata: { name: 'payments' } },
      { kind: 'Component', metadata: { name: 'payment-service' } },
      { kind: 'Domain', metadata: { name: 'commerce' } },
    ]);
    const with_ = await call('getEntities', {
      filter: { 'metadata.annotations.example.com/login': CATALOG_FILTER_EXISTS },
    });
    assert.deepEqual(names(with_.items), ['alice']);
    assert.deepEqual((await call('getEntities', { filter: { kind: 'nope' } })).items, []);
  },

  async getEntityByRef() {
    assert.equal((await call('getEntityByRef', service)).metadata.title, 'Payment Service');
    const same = await call('getEntityByRef', {
      kind: 'COMPONENT',
      namespace: 'Default',
      name: 'Payment-Service',
    });
    assert.equal(same.metadata.name, 'payment-service');
    assert.equal(await call('getEntityByRef', 'component:default/nope'), undefined);
  },

  async getEntityByName() {
    const entity = await call('getEntityByName', { kind: 'User', name: 'alice' });
    assert.equal(entity.spec.profile.displayName, 'Alice Meyer');
    assert.equal(await call('getEntityByName', { kind: 'User', name: 'nope' }), undefined);
  },

  async getEntitiesByRefs() {
    const entityRefs = [service, 'user:default/nope', 'user:default/alice', service];
    const plain = await call('getEntitiesByRefs', { entityRefs, fields: ['kind', 'metadata'] });
    assert.deepEqual(refs(plain.items), [service, undefined, 'user:default/alice', service]);
    const filtered = await call('getEntitiesByRefs', { entityRefs, filter: { kind: 'user' } });
    assert.deepEqual(refs(filtered.items), [undefined, undefined, 'user:default/alice', undefined]);
    const query = { 'metadata.tags': { $contains: 'java' } };
    const queried = await call('getEntitiesByRefs', { entityRefs, query });
    assert.deepEqual(refs(queried.items), [service, undefined, undefined, service]);
    // More than the client sends at once.
    const many = Array.from({ length: 2_500 }, (_, i) => `component:default/nope-${i}`);
    many[2_499] = service;
    const chunks = (await call('getEntitiesByRefs', { entityRefs: many })).items;
    assert.equal(chunks.length, 2_500);
    assert.deepEqual(refs(chunks.filter(Boolean)), [service]);
  },

  async queryEntities() {
    const order = [{ field: 'metadata.name', order: 'asc' }];
    const request = { filter: { kind: 'component' }, orderFields: order, limit: 3 };
    const all = await call('queryEntities', { ...request, limit: 100 });
    assert.equal(all.totalItems, all.items.length);
    assert.equal(all.pageInfo.nextCursor, undefined);
    const pages = [];
    let page = await call('queryEntities', request);
    assert.equal(page.pageInfo.prevCursor, undefined);
    for (;;) {
      pages.push(...names(page.items));
      assert.equal(page.totalItems, all.totalItems);
      if (!page.pageInfo.nextCursor) {
        break;
      }
      page = await call('queryEntities', { cursor: page.pageInfo.nextCursor, limit: 3 });
    }
    assert.deepEqual(pages, names(all.items));
    const back = await call('queryEntities', { cursor: page.pageInfo.prevCursor, limit: 3 });
    const from = pages.length - page.items.length - 3;
    assert.deepEqual(names(back.items), pages.slice(from, from + 3));
    const byPredicate = await call('queryEntities', {
      query: { $all: [{ kind: 'component' }, { $not: { 'spec.type': 'library' } }] },
      orderFields: order,
      fullTextFilter: { term: 'pay', fields: ['metadata.name', 'metadata.title'] },
      fields: ['metadata.name'],
      limit: 1,
    });
    assert.deepEqual(byPredicate.items, [{ metadata: { name: 'payment-service' } }]);
    assert.equal(byPredicate.totalItems, 2);
    const second = await call('queryEntities', { cursor: byPredicate.pageInfo.nextCursor });
    assert.deepEqual(names(second.items), ['payment-web']);
    const counted = await call('queryEntities', { limit: 0, filter: { kind: 'user' } });
    assert.deepEqual([counted.items, counted.totalItems], [[], 3]);
    const uncounted = await call('queryEntities', { limit: 1, totalItems: 'exclude' });
    assert.deepEqual([uncounted.items.length, uncounted.totalItems], [1, 0]);
    await assert.rejects(call('queryEntities', { cursor: 'bm90IG91cnM=' }), {
      name: 'ResponseError',
      message: /400/,
    });
  },

  async streamEntities() {
    called.add('streamEntities');
    const found = [];
    const request = { filter: { kind: ['component', 'api'] }, pageSize: 2 };
    for await (const page of client.streamEntities(request, auth)) {
      assert.ok(page.length <= 2);
      found.push(...refs(page));
    }
    const all = refs((await call('getEntities', { filter: { kind: ['component', 'api'] } })).items);
    assert.deepEqual(found.sort(), all.sort());
  },

  async getEntityAncestors() {
    const answer = await call('getEntityAncestors', { entityRef: service });
    assert.equal(answer.rootEntityRef, service);
    assert.deepEqual(refs(answer.items.map(item => item.entity)).slice(0, 2), [
      service,
      'location:default/fixtures',
    ]);
    assert.deepEqual(answer.items[0].parentEntityRefs, ['location:default/fixtures']);
    await assert.rejects(call('getEntityAncestors', { entityRef: 'user:default/nope' }), {
      message: /404/,
    });
  },

  async getEntityFacets() {
    const { facets } = await call('getEntityFacets', { facets: ['kind', 'spec.type'] });
    assert.deepEqual(
      facets.kind.find(facet => facet.value === 'User'),
      { value: 'User', count: 3 },
    );
    assert.ok(facets['spec.type'].length > 3);
    const filtered = await call('getEntityFacets', { facets: ['kind'], filter: { kind: 'user' } });
    assert.deepEqual(filtered.facets.kind, [{ value: 'User', count: 3 }]);
    const queried = await call('getEntityFacets', { facets: ['kind'], query: { kind: 'user' } });
    assert.deepEqual(queried, filtered);
  },

  async refreshEntity() {
    assert.equal(await call('refreshEntity', service), undefined);
    await assert.rejects(call('refreshEntity', 'component:default/nope'), { message: /404/ });
  },

  async validateEntity() {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'fine' },
      spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
    };
    const location = 'url:https://example.com/catalog-info.yaml';
    assert.deepEqual(await call('validateEntity', entity, location), { valid: true });
    const wrong = { ...entity, metadata: { name: 'not fine', tags: ['Not_A_Tag'] }, spec: {} };
    const verdict = await call('validateEntity', wrong, location);
    assert.equal(verdict.valid, false);
    const text = verdict.errors.map(error => `${error.name} ${error.message}`).join('\n');
    for (const part of ['InputError', 'metadata.name', 'tags.0', 'owner', 'lifecycle', 'type']) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
    // The request itself is wrong, so there are no errors of the entity.
    const refused = await call('validateEntity', entity, 'file:/etc/passwd');
    assert.deepEqual(refused, { valid: false, errors: [] });
  },

  async locations() {
    const target = `http://${web}/ext/single.yaml`;
    const tried = await call('addLocation', { target, dryRun: true });
    assert.equal(tried.exists, false);
    assert.deepEqual(refs(tried.entities).slice(1), ['component:default/registered']);
    const { location, entities } = await call('addLocation', { type: 'url', target });
    assert.deepEqual([location.target, location.type, entities], [target, 'url', []]);
    assert.match(location.entityRef, /^location:default\/generated-[0-9a-f]{40}$/);
    await assert.rejects(call('addLocation', { target }), { message: /409/ });
    const again = await call('addLocation', { target, onConflict: 'refresh' });
    assert.deepEqual(again.location, location);

    assert.deepEqual((await call('getLocations', {})).items, [location]);
    assert.deepEqual(await call('getLocationById', location.id), location);
    assert.equal(await call('getLocationById', '00000000-0000-4000-8000-000000000000'), undefined);
    assert.deepEqual(await call('getLocationByRef', `url:${target}`), location);
    assert.equal(await call('getLocationByRef', 'url:https://example.com/x'), undefined);
    await eventually('the entity of the location', async () =>
      assert.deepEqual(await call('getLocationByEntity', 'component:default/registered'), location),
    );
    assert.equal(await call('getLocationByEntity', service), undefined);

    const other = await call('addLocation', { target: `http://${web}/ext/orphan-root.yaml` });
    const page = await call('queryLocations', { limit: 1, query: { type: 'url' } });
    assert.deepEqual([page.items.length, page.totalItems], [1, 2]);
    const rest = await call('queryLocations', { cursor: page.pageInfo.nextCursor });
    const ids = [...page.items, ...rest.items].map(each => each.id).sort();
    assert.deepEqual(ids, [location.id, other.location.id].sort());
    called.add('streamLocations');
    const streamed = [];
    for await (const items of client.streamLocations({ limit: 1 }, auth)) {
      streamed.push(...items.map(each => each.id));
    }
    assert.deepEqual(streamed.sort(), ids);

    const changed = { type: 'url', target: `http://${web}/ext/single2.yaml` };
    const updated = await call('updateLocation', location.id, changed);
    assert.deepEqual([updated.id, updated.target], [location.id, changed.target]);
    await eventually('the entity of the other target', async () =>
      assert.ok(await call('getEntityByRef', 'component:default/registered-two')),
    );
    await call('removeLocationById', other.location.id);
    await call('removeLocationById', location.id);
    assert.deepEqual((await call('getLocations', {})).items, []);
    await assert.rejects(call('removeLocationById', location.id), { message: /404/ });
  },

  async removeEntityByUid() {
    const before = await call('getEntityByRef', 'component:default/payment-web');
    await call('removeEntityByUid', before.metadata.uid);
    await eventually('a file that lists it brings it back', async () => {
      const after = await call('getEntityByRef', 'component:default/payment-web');
      assert.notEqual(after.metadata.uid, before.metadata.uid);
    });
    assert.equal(
      await call('removeEntityByUid', '00000000-0000-4000-8000-000000000000'),
      undefined,
    );
  },

  async analyzeLocation() {
    const location = { type: 'url', target: 'https://github.com/example-org/example-repo' };
    const request = { location, catalogFilename: 'catalog-info.yaml' };
    const answer = await call('analyzeLocation', request);
    assert.deepEqual(answer.existingEntityFiles, []);
    const annotations = { 'github.com/project-slug': 'example-org/example-repo' };
    assert.deepEqual(answer.generateEntities[0].entity.metadata, {
      name: 'example-repo',
      annotations,
    });
    await assert.rejects(
      call('analyzeLocation', { location: { type: 'url', target: 'nope' } }),
      { message: /400/ },
    );
  },

  async everyMethodWasCalled() {
    const internal = /^(constructor|request.*|getFilterValue|queryEntitiesByPredicate|getEntityFacetsByPredicate)$/;
    const methods = Object.getOwnPropertyNames(CatalogClient.prototype);
    const left = methods.filter(name => !internal.test(name) && !called.has(name));
    assert.deepEqual(left, []);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`failed ${name}: ${error.stack}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
