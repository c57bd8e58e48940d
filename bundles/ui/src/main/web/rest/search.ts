import { api, type Params } from './client';

export interface SearchDocument {
  title: string;
  text: string;
  location: string;
  kind?: string;
  namespace?: string;
  name?: string;
  path?: string;
  entityTitle?: string;
  type?: string;
  owner?: string;
  lifecycle?: string;
  [field: string]: unknown;
}

export interface SearchResult {
  type: string;
  document: SearchDocument;
  rank?: number;
  highlight?: { preTag: string; postTag: string; fields: Record<string, string> };
}

export interface SearchAnswer {
  results: SearchResult[];
  /** Left out by servers that do not count. */
  numberOfResults?: number;
  nextPageCursor?: string;
  previousPageCursor?: string;
  facets?: Record<string, { value: string; count: number }[]>;
}

export interface SearchQuery {
  term: string;
  types?: string[];
  filters?: Record<string, string[]>;
  facets?: string[];
  pageLimit?: number;
  pageCursor?: string;
}

/** Asks the search index (docs/reference/search.md). */
export function searchFor(query: SearchQuery, signal?: AbortSignal): Promise<SearchAnswer> {
  const params: Params = {
    term: query.term,
    pageLimit: query.pageLimit,
    pageCursor: query.pageCursor,
  };
  query.types?.forEach((type, index) => (params[`types[${index}]`] = type));
  query.facets?.forEach((facet, index) => (params[`facets[${index}]`] = facet));
  Object.entries(query.filters ?? {}).forEach(([field, values]) =>
    values.forEach((value, index) => (params[`filters[${field}][${index}]`] = value)),
  );
  return api.get<SearchAnswer>('/search/query', { params, signal });
}
