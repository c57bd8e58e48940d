import { queryOptions } from '@tanstack/react-query';
import { api, PortalError } from '~/rest/client';
import { parseRef } from '~/rest/entity';

/** A place in the contents: a page, an address elsewhere, or a section. */
export interface NavItem {
  title: string;
  location?: string;
  url?: string;
  children?: NavItem[];
}

export interface SiteHeading {
  level: number;
  anchor: string;
  title: string;
}

export interface SitePage {
  location: string;
  title: string;
  description?: string;
  editUrl?: string;
  lastChanged?: { at: string; by?: string };
  previous?: string;
  next?: string;
  headings: SiteHeading[];
}

/** The outline of a site (docs/reference/docs-sites.md). */
export interface Site {
  version: number;
  siteName: string;
  nav: NavItem[];
  pages: SitePage[];
}

/** `namespace/kind/name` as it stands in addresses of documentation. */
export function siteAddress(entityRef: string): string {
  const { kind, namespace, name } = parseRef(entityRef);
  return [namespace, kind, name].map(encodeURIComponent).join('/').toLowerCase();
}

/** A version of a site besides the default one. */
export interface SiteVersion {
  id: string;
  name: string;
}

/** Where a site, or one of its versions, begins. */
const root = (entityRef: string, version: string | null) =>
  `/techdocs/static/docs/${siteAddress(entityRef)}/${
    version === null ? '' : `.callboard/versions/${encodeURIComponent(version)}/`
  }`;

/** Where a file of the site is, for images and downloads. */
export const fileUrl = (entityRef: string, path: string, version: string | null) =>
  `/api${root(entityRef, version)}${path}`;

/** The versions besides the default one, the newest first. */
export const versionsQuery = (entityRef: string) =>
  queryOptions({
    queryKey: ['docs', 'versions', entityRef],
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) =>
      api
        .get<{ versions: SiteVersion[] }>(`${root(entityRef, null)}.callboard/versions.json`, {
          signal,
        })
        .then(({ versions }) => versions),
  });

/** Images cannot send a token; for them the server sets a cookie that may read documentation only. */
export const cookieQuery = queryOptions({
  queryKey: ['docs', 'cookie'],
  queryFn: () => api.get<{ expiresAt: string }>('/techdocs/.backstage/auth/v1/cookie'),
  staleTime: 5 * 60_000,
  refetchInterval: 5 * 60_000,
});

/** The outline; null for a site that another generator published, which has none. */
export const siteQuery = (entityRef: string, version: string | null) =>
  queryOptions({
    queryKey: ['docs', 'site', entityRef, version],
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) =>
      api
        .get<Site>(`${root(entityRef, version)}.callboard/site.json`, { signal })
        .catch((error: unknown) => {
          if (error instanceof PortalError && error.isNotFound) {
            return null;
          }
          throw error;
        }),
  });

/** The whole page as the site has it. */
export const pageQuery = (entityRef: string, location: string, version: string | null) =>
  queryOptions({
    queryKey: ['docs', 'page', entityRef, location, version],
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => api.text(`${root(entityRef, version)}${fileOf(location)}`, { signal }),
  });

const fileOf = (location: string) =>
  (location === '' || location.endsWith('/') ? `${location}index.html` : location)
    .split('/')
    .map(encodeURIComponent)
    .join('/');

/** The location that the rest of an address means: pages end with a slash, unless they are files. */
export function locationOf(path: string): string {
  const plain = path.replace(/^\/+/, '');
  return plain === '' || plain.endsWith('/') || /\.html?$/.test(plain) ? plain : `${plain}/`;
}
