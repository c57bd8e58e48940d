import { MutationCache, type Query, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { PortalError } from '~/rest/client';
import { tellPageShown } from '~/rest/later';
import { useSessionState } from '~/rest/session';
import { toast } from '~/ui/toast';
import { Toasts } from '~/ui/Toasts';
import { Frame } from './Frame';

const SignIn = lazy(() => import('./SignIn'));

const client = new QueryClient({
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

const isFirst = (query: Query) => !query.meta?.['later'];

// The page is there when nothing that it waits for is on its way any more.
const stop = client.getQueryCache().subscribe(({ type, query }) => {
  if (type === 'updated' && isFirst(query) && query.state.status === 'success') {
    queueMicrotask(() => {
      if (client.isFetching({ predicate: isFirst }) === 0) {
        tellPageShown();
        stop();
      }
    });
  }
});

export function App() {
  const session = useSessionState();
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={null}>
        {session.status === 'signed-in' ? (
          <BrowserRouter>
            <Frame />
          </BrowserRouter>
        ) : (
          <SignIn />
        )}
      </Suspense>
      <Toasts />
    </QueryClientProvider>
  );
}
