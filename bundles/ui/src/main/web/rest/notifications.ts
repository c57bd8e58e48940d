import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { pageShown } from './later';
import { api } from './client';

export type Severity = 'critical' | 'high' | 'normal' | 'low';

/** A notification as the server answers it (REST of Backstage's notifications). */
export interface Notification {
  id: string;
  user: string | null;
  created: string;
  updated?: string | null;
  saved?: string | null;
  read?: string | null;
  origin: string;
  payload: {
    title: string;
    description?: string | null;
    link?: string | null;
    severity?: Severity;
    topic?: string | null;
  };
}

export interface NotificationPage {
  totalCount: number;
  notifications: Notification[];
}

export interface NotificationFilter {
  read?: boolean;
  saved?: boolean;
  search?: string;
  topic?: string;
  minimumSeverity?: string;
  orderField?: string;
}

export const LIST = ['notifications', 'list'];
const STATUS = ['notifications', 'status'];

export const statusQuery = queryOptions({
  queryKey: STATUS,
  queryFn: async ({ signal }) => {
    await pageShown;
    return api.get<{ unread: number; read: number }>('/notifications/status', { signal });
  },
  meta: { later: true },
  staleTime: 60_000,
  retry: false,
});

export const topicsQuery = queryOptions({
  queryKey: ['notifications', 'topics'],
  queryFn: ({ signal }) =>
    api.get<{ topics: string[] }>('/notifications/topics', { signal }).then(({ topics }) => topics),
});

export const readNotification = (id: string) =>
  api.get<Notification>(`/notifications/notifications/${encodeURIComponent(id)}`);

export interface Mark {
  ids: string[];
  read?: boolean;
  saved?: boolean;
}

/** The page with what was marked; what it no longer belongs to stays until the list is read again. */
export function marked(page: NotificationPage, { ids, read, saved }: Mark): NotificationPage {
  const now = new Date().toISOString();
  return {
    ...page,
    notifications: page.notifications.map((item) =>
      ids.includes(item.id)
        ? {
            ...item,
            read: read === undefined ? item.read : read ? now : null,
            saved: saved === undefined ? item.saved : saved ? now : null,
          }
        : item,
    ),
  };
}

/** Marks notifications; it shows at once and is taken back when the server refuses. */
export function useMark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mark: Mark) => api.post('/notifications/notifications/update', mark),
    onMutate: async (mark) => {
      await client.cancelQueries({ queryKey: LIST });
      const before = client.getQueriesData<{ pages: NotificationPage[] }>({ queryKey: LIST });
      client.setQueriesData<{ pages: NotificationPage[]; pageParams: unknown[] }>(
        { queryKey: LIST },
        (data) => data && { ...data, pages: data.pages.map((page) => marked(page, mark)) },
      );
      return { before };
    },
    onError: (_error, _mark, context) =>
      context?.before.forEach(([key, data]) => client.setQueryData(key, data)),
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
}
