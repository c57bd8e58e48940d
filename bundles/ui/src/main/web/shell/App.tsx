import { type Query, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { tellPageShown } from '~/rest/later';
import { queryClient as client } from '~/rest/queryClient';
import { useSessionState } from '~/rest/session';
import { Toasts } from '~/ui/Toasts';
import { Frame } from './Frame';

const SignIn = lazy(() => import('./SignIn'));

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
