import { MutationCache, QueryClient } from '@tanstack/react-query';
import { toast } from '~/ui/toast';
import { PortalError } from './client';

/** What has been asked for and its answers; the elements that plugins use ask here, too. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      // What the server has refused it refuses again; what has failed on the way may pass.
      retry: (count, error) =>
        count < 2 && error instanceof PortalError && (error.status === 0 || error.status >= 502),
    },
  },
  mutationCache: new MutationCache({
    // A form that shows its own errors says so with `meta: { quiet: true }`.
    onError: (error, _variables, _context, mutation) => {
      if (!mutation.meta?.['quiet']) {
        toast(error.message, { tone: 'red' });
      }
    },
  }),
});
