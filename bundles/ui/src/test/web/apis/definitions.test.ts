import { describe, expect, it } from 'vitest';
import { parseAsyncApi } from '~/pages/apis/definitions/asyncapi';
import { parseGraphQl } from '~/pages/apis/definitions/graphql';
import { parseOpenApi } from '~/pages/apis/definitions/openapi';
import { outlineOf } from '~/pages/apis/definitions/proto';

describe('OpenAPI', () => {
  it('lets requests go to the servers of the definition only', async () => {
    const { origins } = await parseOpenApi(`
openapi: 3.1.0
servers:
  - url: https://{region}.example.org:{port}/v1
    variables: {region: {default: eu, enum: [eu, us]}, port: {default: '8443'}}
  - url: /relative
  - url: javascript:alert(1)
paths:
  /x:
    servers: [{url: 'http://other.example.org/'}]
`);
    expect([...origins].sort()).toEqual([
      'http://other.example.org',
      'https://eu.example.org:8443',
      'https://us.example.org:8443',
    ]);
  });

  it('says where a definition is broken', async () => {
    await expect(parseOpenApi('openapi: 3.0.0\ninfo: [1')).rejects.toMatchObject({ line: 2 });
    await expect(parseOpenApi('info: {}')).rejects.toMatchObject({ message: 'openapi-missing' });
  });
});

describe('AsyncAPI', () => {
  it('turns the sides of version 2 around', async () => {
    const { channels } = await parseAsyncApi(`
asyncapi: 2.6.0
channels:
  orders:
    subscribe: {operationId: onOrder, message: {$ref: '#/components/messages/Order'}}
components: {messages: {Order: {title: An order, payload: {type: object}}}}
`);
    expect(channels[0]?.operations[0]).toMatchObject({
      action: 'send',
      messages: [{ name: 'Order', title: 'An order' }],
    });
  });

  it('finds the operations of a channel of version 3', async () => {
    const { channels } = await parseAsyncApi(`
asyncapi: 3.0.0
channels: {entries: {address: gate.entries, messages: {granted: {payload: {type: string}}}}}
operations: {take: {action: receive, channel: {$ref: '#/channels/entries'}}}
`);
    expect(channels[0]).toMatchObject({
      address: 'gate.entries',
      operations: [{ id: 'take', action: 'receive', messages: [{ name: 'granted' }] }],
    });
  });

  it('does not follow a circle of references for ever', async () => {
    const { schemas } = await parseAsyncApi(
      `asyncapi: 3.0.0\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}`,
    );
    expect(schemas).toHaveLength(1);
  });
});

describe('GraphQL', () => {
  it('reads types with their fields, and what extends them', async () => {
    const types = await parseGraphQl(`
      "Asked for" type Query { me(id: ID! = 1): [User!]! @deprecated(reason: "old") }
      type User { name: String }
      extend type User { age: Int }
    `);
    expect(types[0]).toMatchObject({
      name: 'Query',
      sort: 'operation',
      description: 'Asked for',
      fields: [{ name: 'me', type: '[User!]!', deprecated: 'old', args: [{ fallback: '1' }] }],
    });
    expect(types[1]?.fields.map(({ name }) => name)).toEqual(['name', 'age']);
  });

  it('says where a schema is broken', async () => {
    await expect(parseGraphQl('type A {\n  x String\n}')).rejects.toMatchObject({ line: 2 });
  });
});

describe('protocol buffers', () => {
  it('finds services, calls and messages, not those in comments', async () => {
    const items = await outlineOf(`// service No {
service Gate {
  rpc Watch(Ask) returns (stream State);
}
/* message No */
message Ask { string text = 1; // "message No {"
}`);
    expect(items).toEqual([
      { sort: 'service', name: 'Gate', line: 2, depth: 0 },
      { sort: 'rpc', name: 'Watch', line: 3, depth: 1, signature: 'Ask → stream State' },
      { sort: 'message', name: 'Ask', line: 6, depth: 0 },
    ]);
  });
});
