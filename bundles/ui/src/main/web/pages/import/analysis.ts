import { api, PortalError } from '~/rest/client';
import type { Entity } from '~/rest/entity';

/** A file of entities that was found at an address. */
export interface FoundFile {
  target: string;
  entities: Entity[];
  /** The catalog reads it already. */
  registered: boolean;
}

export interface Analysis {
  files: FoundFile[];
  /** What could be written where there is no file yet. */
  proposals: Entity[];
}

interface AnalyzeAnswer {
  existingEntityFiles: {
    location: { type: string; target: string };
    isRegistered: boolean;
    entity: Entity;
  }[];
  generateEntities: { entity: Entity }[];
}

/** What is at an address: a file of entities is read, a repository searched for such files. */
export function analyse(url: string): Promise<Analysis> {
  return isFile(url) ? readFile(url) : searchRepository(url);
}

/** Whether an address is that of a YAML file rather than of a repository. */
export function isFile(url: string): boolean {
  try {
    const { pathname, searchParams } = new URL(url);
    return /\.ya?ml$/i.test(pathname) || /\.ya?ml$/i.test(searchParams.get('path') ?? '');
  } catch {
    return false;
  }
}

async function readFile(target: string): Promise<Analysis> {
  const answer = await api.post<{ entities: Entity[]; exists?: boolean }>(
    '/catalog/locations',
    { type: 'url', target },
    { params: { dryRun: true } },
  );
  return {
    files: [
      {
        target,
        // The location itself comes with what it lists; it means nothing to people.
        entities: answer.entities.filter(
          ({ kind, metadata }) => kind !== 'Location' || !metadata.name.startsWith('generated-'),
        ),
        registered: answer.exists === true,
      },
    ],
    proposals: [],
  };
}

async function searchRepository(target: string): Promise<Analysis> {
  const answer = await api.post<AnalyzeAnswer>('/catalog/analyze-location', {
    location: { type: 'url', target },
  });
  const files = new Map<string, FoundFile>();
  for (const { location, isRegistered, entity } of answer.existingEntityFiles) {
    const file = files.get(location.target) ?? {
      target: location.target,
      entities: [],
      registered: false,
    };
    file.entities.push(entity);
    file.registered ||= isRegistered;
    files.set(location.target, file);
  }
  return {
    files: [...files.values()],
    proposals: answer.generateEntities.map(({ entity }) => entity),
  };
}

/** Registers a file; one that is registered already is read again. */
export async function register({ target, entities }: FoundFile): Promise<Entity[]> {
  await api.post(
    '/catalog/locations',
    { type: 'url', target },
    { params: { onConflict: 'refresh' } },
  );
  return entities;
}

/** Where in a file something is wrong, when the message says so: `…:12:3` or `line 12, column 3`. */
export function placeOf(error: unknown): { line: number; column?: number } | undefined {
  const message = error instanceof PortalError ? error.message : '';
  const match =
    /line (\d+)(?:,? column (\d+))?/i.exec(message) ?? /\.ya?ml:(\d+)(?::(\d+))?/i.exec(message);
  return match?.[1]
    ? { line: Number(match[1]), column: match[2] ? Number(match[2]) : undefined }
    : undefined;
}
