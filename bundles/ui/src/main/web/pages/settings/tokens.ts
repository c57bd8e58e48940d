import { queryOptions } from '@tanstack/react-query';
import { api } from '~/rest/client';

/** What a token may do at a plugin; what is left out is not limited. */
export interface Scope {
  plugin: string;
  permissions?: string[];
  actions?: string[];
}

export interface AccessToken {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt?: string;
}

export const tokensKey = ['auth', 'access-tokens'];

export const tokensQuery = queryOptions({
  queryKey: tokensKey,
  queryFn: ({ signal }) =>
    api
      .get<{ accessTokens: AccessToken[] }>('/auth/v1/access-tokens', { signal })
      .then(({ accessTokens }) => accessTokens),
});

export type Access = 'none' | 'read' | 'all';

/** The scopes that choices stand for. */
export const scopesOf = (choices: Record<string, Access>): Scope[] =>
  Object.entries(choices)
    .filter(([, access]) => access !== 'none')
    .map(([plugin, access]) => (access === 'read' ? { plugin, actions: ['read'] } : { plugin }));
