import { DefinitionProblem, isObject, type Json, objectAt, parseObject, textAt } from './parse';

export interface OpenApi {
  spec: Json;
  /** Where requests may be sent to try the API: the origins of its servers. */
  origins: Set<string>;
}

/** Reads an OpenAPI document, versions 2 (Swagger) and 3. */
export async function parseOpenApi(text: string): Promise<OpenApi> {
  const spec = await parseObject(text);
  if (spec['openapi'] === undefined && spec['swagger'] === undefined) {
    throw new DefinitionProblem('openapi-missing', 1);
  }
  return { spec, origins: new Set(addresses(spec).flatMap(originOf)) };
}

/** All addresses that the document names: at the top, of a path, of an operation. */
function addresses(spec: Json): string[] {
  const host = textAt(spec, 'host');
  const schemes = Array.isArray(spec['schemes']) ? spec['schemes'] : ['https'];
  const old = host ? schemes.map((scheme) => `${String(scheme)}://${host}`) : [];
  const paths = Object.values(objectAt(spec, 'paths'));
  const nested = paths.flatMap((path) => (isObject(path) ? [path, ...Object.values(path)] : []));
  return [...old, ...[spec, ...nested].flatMap(serversOf)];
}

function serversOf(holder: unknown): string[] {
  const servers = isObject(holder) ? holder['servers'] : undefined;
  return Array.isArray(servers) ? servers.flatMap(expanded) : [];
}

/** The address of a server with each value that its variables may have. */
function expanded(server: unknown): string[] {
  const variables = Object.entries(objectAt(server, 'variables'));
  return variables.reduce(
    (urls, [name, variable]) => {
      const values = isObject(variable) ? [variable['default'], variable['enum']].flat() : [];
      const known = [...new Set(values.filter((value) => typeof value === 'string'))];
      return urls.flatMap((url) => known.map((value) => url.replaceAll(`{${name}}`, value)));
    },
    [textAt(server, 'url') ?? ''],
  );
}

function originOf(url: string): string[] {
  try {
    const { origin, protocol } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? [origin] : [];
  } catch {
    // A relative address would mean the portal itself, which is never what is described.
    return [];
  }
}
