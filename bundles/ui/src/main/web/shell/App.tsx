import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { PortalError } from '~/rest/client';
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
