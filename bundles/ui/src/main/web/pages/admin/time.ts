import { formatDuration } from '~/i18n';

/** For how long something has been so, without the seconds when minutes tell enough. */
export const formatFor = (since: string | number, now = Date.now()): string =>
  formatDuration(Math.max(1000, now - new Date(since).getTime())).replace(/ min \d+ s$/, ' min');
