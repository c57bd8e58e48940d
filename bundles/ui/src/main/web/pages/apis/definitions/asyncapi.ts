import {
  DefinitionProblem,
  isObject,
  type Json,
  nameOfRef,
  objectAt,
  parseObject,
  resolve,
  textAt,
} from './parse';

export interface AsyncMessage {
  name: string;
  title?: string;
  summary?: string;
  description?: string;
  contentType?: string;
  payload?: unknown;
  headers?: unknown;
}

export interface AsyncOperation {
  id: string;
  /** From the side of the application that the document describes. */
  action: 'send' | 'receive';
  summary?: string;
  description?: string;
  messages: AsyncMessage[];
}

export interface AsyncChannel {
  name: string;
  address: string;
  description?: string;
  operations: AsyncOperation[];
  /** Those that no operation names. */
  messages: AsyncMessage[];
}

export interface AsyncApi {
  root: Json;
  title: string;
  version?: string;
  description?: string;
  servers: { name: string; url: string; protocol?: string; description?: string }[];
  channels: AsyncChannel[];
  schemas: [string, unknown][];
}

/** Reads an AsyncAPI document, https://www.asyncapi.com/docs/reference, versions 2 and 3. */
export async function parseAsyncApi(text: string): Promise<AsyncApi> {
  const root = await parseObject(text);
  const version = String(root['asyncapi'] ?? '');
  if (!/^[23]\./.test(version)) {
    throw new DefinitionProblem(version ? 'asyncapi-version' : 'asyncapi-missing', 1);
  }
  const info = objectAt(root, 'info');
  return {
    root,
    title: textAt(info, 'title') ?? 'AsyncAPI',
    version: info['version'] === undefined ? undefined : String(info['version']),
    description: textAt(info, 'description'),
    servers: servers(root),
    channels: version.startsWith('2.') ? channels2(root) : channels3(root),
    schemas: Object.entries(objectAt(objectAt(root, 'components'), 'schemas')),
  };
}

function servers(root: Json): AsyncApi['servers'] {
  return Object.entries(objectAt(root, 'servers')).map(([name, value]) => {
    const server = resolve(root, value);
    const url =
      textAt(server, 'url') ?? `${textAt(server, 'host') ?? ''}${textAt(server, 'pathname') ?? ''}`;
    return {
      name,
      url,
      protocol: textAt(server, 'protocol'),
      description: textAt(server, 'description'),
    };
  });
}

function message(root: Json, value: unknown, fallback: string): AsyncMessage {
  const found = resolve(root, value);
  const payload = found['payload'];
  // Version 3 may wrap a schema with the name of its language.
  const wrapped = isObject(payload) && payload['schemaFormat'] && payload['schema'];
  return {
    name: textAt(found, 'name') ?? nameOfRef(value) ?? fallback,
    title: textAt(found, 'title'),
    summary: textAt(found, 'summary'),
    description: textAt(found, 'description'),
    contentType: textAt(found, 'contentType') ?? textAt(root, 'defaultContentType'),
    payload: wrapped || payload,
    headers: found['headers'],
  };
}

function channels2(root: Json): AsyncChannel[] {
  return Object.entries(objectAt(root, 'channels')).map(([address, value]) => {
    const channel = resolve(root, value);
    // Version 2 speaks from the side of the others: who subscribes gets what the application sends.
    const operations = (
      [
        ['subscribe', 'send'],
        ['publish', 'receive'],
      ] as const
    ).flatMap(([key, action]) => {
      if (!isObject(channel[key])) {
        return [];
      }
      const operation = channel[key];
      const given = resolve(root, operation['message'])['oneOf'];
      const messages = Array.isArray(given) ? given : [operation['message']];
      return [
        {
          id: textAt(operation, 'operationId') ?? key,
          action,
          summary: textAt(operation, 'summary'),
          description: textAt(operation, 'description'),
          messages: messages
            .filter((one) => one !== undefined)
            .map((one, index) => message(root, one, `${key}-${index + 1}`)),
        },
      ];
    });
    const description = textAt(channel, 'description');
    return { name: address, address, description, operations, messages: [] };
  });
}

function channels3(root: Json): AsyncChannel[] {
  const operations = Object.entries(objectAt(root, 'operations')).map(
    ([id, value]) => [id, resolve(root, value)] as const,
  );
  return Object.entries(objectAt(root, 'channels')).map(([name, value]) => {
    const channel = resolve(root, value);
    const all = Object.entries(objectAt(channel, 'messages'));
    const own = operations
      .filter(([, operation]) => nameOfRef(operation['channel']) === name)
      .map(([id, operation]): AsyncOperation => {
        const named = Array.isArray(operation['messages'])
          ? operation['messages'].map((one): [string, unknown] => [nameOfRef(one) ?? id, one])
          : all;
        return {
          id,
          action: operation['action'] === 'receive' ? 'receive' : 'send',
          summary: textAt(operation, 'summary') ?? textAt(operation, 'title'),
          description: textAt(operation, 'description'),
          messages: named.map(([key, one]) => ({ ...message(root, one, key), name: key })),
        };
      });
    const used = new Set(own.flatMap(({ messages }) => messages.map((one) => one.name)));
    return {
      name,
      address: textAt(channel, 'address') ?? name,
      description: textAt(channel, 'description') ?? textAt(channel, 'summary'),
      operations: own,
      messages: all
        .filter(([key]) => !used.has(key))
        .map(([key, one]) => ({ ...message(root, one, key), name: key })),
    };
  });
}
