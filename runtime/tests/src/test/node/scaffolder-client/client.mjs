// Runs the methods of Backstage's scaffolder client against a server, and checks what they return.
// Usage: node client.mjs <base url> <token>
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

// The client's event source was written for browsers.
globalThis.window = globalThis;
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };

const require = createRequire(`${process.cwd()}/package.json`);
const { ScaffolderClient } = require('@backstage/plugin-scaffolder-common');

const [base, token] = process.argv.slice(2);
const client = useLongPollingLogs =>
  new ScaffolderClient({
    discoveryApi: { getBaseUrl: async plugin => `${base}/api/${plugin}` },
    fetchApi: {
      fetch: (url, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set('authorization', `Bearer ${token}`);
        return fetch(url, { ...init, headers });
      },
    },
    scmIntegrationsApi: { azure: { list: () => [] }, bitbucket: { list: () => [] },
      bitbucketCloud: { list: () => [] }, bitbucketServer: { list: () => [] },
      gerrit: { list: () => [] }, gitea: { list: () => [] }, github: { list: () => [] },
      gitlab: { list: () => [] } },
    identityApi: { getBackstageIdentity: async () => ({ userEntityRef: 'user:default/it' }) },
    useLongPollingLogs,
  });
const api = client(false);
const options = { token };
const values = { name: 'my-docs', title: 'Mine', owner: 'group:default/a', sections: ['Guide'] };
const templateRef = 'template:default/docs-site';

const follow = (logs, taskId) =>
  new Promise((resolve, reject) => {
    const events = [];
    logs.streamLogs({ taskId }, options).subscribe({
      next: event => events.push(event),
      error: reject,
      complete: () => resolve(events),
    });
  });

const schema = await api.getTemplateParameterSchema(templateRef, options);
assert.equal(schema.title, 'Documentation site');
const actions = await api.listActions(options);
assert.ok(actions.some(action => action.id === 'fetch:template' && action.schema.input));
assert.ok((await api.listTemplatingExtensions(options)).filters.parseRepoUrl);

const { taskId } = await api.scaffold({ templateRef, values }, options);
const events = await follow(api, taskId);
assert.equal(events.at(-1).type, 'completion');
assert.equal(events.at(-1).body.output.text[0].title, 'Next');
const task = await api.getTask(taskId, options);
assert.equal(task.status, 'completed');
assert.deepEqual(await follow(client(true), taskId), events);

const list = await api.listTasks({ filterByOwnership: 'all', limit: 5 }, options);
assert.equal(list.tasks[0].id, taskId);
assert.ok(list.totalTasks >= 1);

const slow = await api.scaffold({ templateRef: 'template:default/slow', values: {} }, options);
const cancelled = follow(api, slow.taskId);
assert.equal((await api.cancelTask(slow.taskId, options)).status, 'cancelled');
assert.equal((await cancelled).at(-1).type, 'completion');
assert.equal((await api.retry(slow.taskId, options)).id, slow.taskId);
await api.cancelTask(slow.taskId, options);

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'dry' },
  spec: {
    type: 'x',
    steps: [{ id: 'f', action: 'fetch:template', input: { url: './skeleton', values: { n: 1 } } }],
  },
};
const dry = await api.dryRun(
  {
    template,
    values: {},
    directoryContents: [{ path: 'skeleton/a', base64Content: btoa('n=${{ values.n }}') }],
  },
  options,
);
assert.deepEqual(dry.directoryContents, [
  { path: 'a', executable: false, base64Content: btoa('n=1') },
]);
await assert.rejects(
  api.autocomplete({ provider: 'nobody', resource: 'x', token: 't', context: {} }, options),
);
console.log('every method works');
