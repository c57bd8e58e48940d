// Asks with Backstage's own search client, whose only needs are an address and fetch.
import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';

const [base, token] = process.argv.slice(2);

// The package is made for bundlers, which tell modules by their content; Node goes by the name.
await copyFile('node_modules/@backstage/plugin-search/dist/apis.esm.js', 'search-client.mjs');
const { SearchClient } = await import('./search-client.mjs');

const client = new SearchClient({
  discoveryApi: { getBaseUrl: async plugin => `${base}/api/${plugin}` },
  fetchApi: {
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { authorization: `Bearer ${token}` } }),
  },
});

const all = await client.query({ term: '' });
assert.ok(all.numberOfResults >= 28);
assert.equal(all.results.length, 25);
const next = await client.query({ term: '', pageCursor: all.nextPageCursor });
assert.equal(next.results[0].rank, 26);
assert.ok(next.previousPageCursor);

const found = await client.query({ term: 'payment', types: ['software-catalog'] });
assert.equal(found.numberOfResults, 7);
for (const { type, document, highlight } of found.results) {
  assert.equal(type, 'software-catalog');
  assert.ok(document.title && document.location.startsWith('/catalog/'));
  assert.equal(document.authorization, undefined);
  const marked = Object.values(highlight.fields).join();
  assert.ok(marked.includes(highlight.preTag) && marked.includes(highlight.postTag));
}

const narrowed = await client.query({
  term: 'payment',
  types: ['software-catalog'],
  filters: { kind: ['API', 'System'], lifecycle: 'production' },
});
assert.deepEqual(narrowed.results.map(r => r.document.title), ['payment-api']);
assert.deepEqual(await client.query({ term: 'zzzznothing' }), { numberOfResults: 0, results: [] });
assert.equal((await client.query({ term: 'payment', pageLimit: 0 })).results.length, 0);

await assert.rejects(client.query({ term: 'x', types: ['none'] }), error => {
  assert.equal(error.name, 'ResponseError');
  assert.equal(error.statusCode, 400);
  assert.equal(error.body.error.name, 'InputError');
  return true;
});
console.log('the search client works');
