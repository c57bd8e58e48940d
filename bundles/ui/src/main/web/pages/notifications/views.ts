import type { NotificationFilter } from '~/rest/notifications';

export const VIEWS = ['unread', 'read', 'saved', 'all'] as const;

export type View = (typeof VIEWS)[number];

/** What each view asks the server for. */
export const FILTERS: Record<View, NotificationFilter> = {
  unread: { read: false },
  read: { read: true },
  saved: { saved: true },
  all: {},
};
