/** The parts of a repository that a template can be asked for, beside the host. */
export type RepoPart = 'owner' | 'organization' | 'workspace' | 'project' | 'repo';

export type HostType =
  'github' | 'gitlab' | 'bitbucketCloud' | 'bitbucketServer' | 'azure' | 'gerrit' | 'gitea';

/** What is asked for at each sort of host, in this order; those without a mark must be given. */
const PARTS: Record<HostType, { part: RepoPart; optional?: boolean }[]> = {
  github: [{ part: 'owner' }, { part: 'repo' }],
  gitlab: [{ part: 'owner' }, { part: 'repo' }],
  gitea: [{ part: 'owner' }, { part: 'repo' }],
  bitbucketCloud: [{ part: 'workspace' }, { part: 'project' }, { part: 'repo' }],
  bitbucketServer: [{ part: 'project' }, { part: 'repo' }],
  azure: [{ part: 'organization' }, { part: 'project' }, { part: 'repo' }],
  gerrit: [
    { part: 'owner', optional: true },
    { part: 'workspace', optional: true },
    { part: 'repo' },
  ],
};

/** What sort of host this is, by the names that such hosts bear. */
export function hostType(host: string): HostType {
  const name = host.toLowerCase();
  if (name === 'bitbucket.org') {
    return 'bitbucketCloud';
  }
  if (name === 'dev.azure.com' || name.endsWith('.visualstudio.com') || name.includes('azure')) {
    return 'azure';
  }
  const named = (['gitlab', 'gerrit', 'gitea', 'bitbucket'] as const).find((type) =>
    name.includes(type),
  );
  if (name.includes('codeberg') || name.includes('forgejo')) {
    return 'gitea';
  }
  return named === 'bitbucket' ? 'bitbucketServer' : (named ?? 'github');
}

export const partsOf = (host: string) => PARTS[hostType(host)];

export type RepoValue = { host: string } & Partial<Record<RepoPart, string>>;

/** Reads `host?owner=…&repo=…`. */
export function parseRepoUrl(value: string | undefined): RepoValue {
  const [host = '', query = ''] = (value ?? '').split('?', 2);
  const params = new URLSearchParams(query);
  return { host, ...Object.fromEntries(params) } as RepoValue;
}

/** Writes `host?owner=…&repo=…` with the parts that the host knows; undefined without any. */
export function formatRepoUrl(value: RepoValue): string | undefined {
  const params = new URLSearchParams();
  for (const { part } of partsOf(value.host)) {
    const text = value[part]?.trim();
    if (text) {
      params.set(part, text);
    }
  }
  const query = params.toString();
  return value.host || query ? `${value.host}?${query}` : undefined;
}

/** What is not given yet: the host first. */
export function missingParts(value: string): (RepoPart | 'host')[] {
  const parsed = parseRepoUrl(value);
  const missing = partsOf(parsed.host)
    .filter(({ part, optional }) => !optional && !parsed[part])
    .map(({ part }) => part);
  return parsed.host ? missing : ['host', ...missing];
}

/** The parts as people write them, for a last look. */
export function repoAddress(value: RepoValue): string {
  const parts = partsOf(value.host).filter(({ part, optional }) => value[part] || !optional);
  return value.host && parts.some(({ part }) => value[part])
    ? [value.host, ...parts.map(({ part }) => value[part] || '…')].join('/')
    : '';
}

/** The repository that an address of a page or of a file leads to; undefined when it cannot be told. */
export function repoUrlOf(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const path = url?.pathname.split('/').filter(Boolean).map(decodeURIComponent) ?? [];
  const value = url && repoAt(url.host, path);
  if (!value?.repo) {
    return undefined;
  }
  const repo = value.repo.replace(/\.git$/, '');
  return missingParts(formatRepoUrl({ ...value, repo }) ?? '').some((part) => part !== 'project')
    ? undefined
    : formatRepoUrl({ ...value, repo });
}

function repoAt(host: string, path: string[]): RepoValue {
  switch (hostType(host)) {
    case 'gitlab': {
      // A project may be in groups within groups; what belongs to the page comes after a dash.
      const end = path.indexOf('-');
      const project = end < 0 ? path : path.slice(0, end);
      return { host, owner: project.slice(0, -1).join('/'), repo: project.at(-1) };
    }
    case 'azure':
      return { host, organization: path[0], project: path[1], repo: path[3] };
    case 'bitbucketServer':
      return { host, project: path[1], repo: path[3] };
    case 'bitbucketCloud':
      return { host, workspace: path[0], repo: path[1] };
    case 'gerrit':
      return { host, repo: path.join('/') };
    default:
      return { host, owner: path[0], repo: path[1] };
  }
}
