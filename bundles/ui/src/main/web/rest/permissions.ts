import { useQuery } from '@tanstack/react-query';
import { api } from './client';
import { keepSeen, lastSeen, pageShown } from './later';

interface Question {
  permission: string;
  resourceRef?: string;
  resourceType?: string;
  action: 'create' | 'read' | 'update' | 'delete';
}

const ACTIONS: [RegExp, Question['action']][] = [
  [/\.(create|install|execute)$/, 'create'],
  [/\.(read|validate)$/, 'read'],
  [/\.delete$/, 'delete'],
];

let queue: { question: Question; resolve: (allowed: boolean) => void }[] = [];
let flush: ReturnType<typeof setTimeout> | undefined;

async function askAll() {
  await pageShown;
  const asked = queue;
  queue = [];
  flush = undefined;
  const items = asked.map(({ question }, id) => ({
    id: String(id),
    permission: {
      type: question.resourceType ? 'resource' : 'basic',
      name: question.permission,
      attributes: { action: question.action },
      resourceType: question.resourceType,
    },
    resourceRef: question.resourceRef,
  }));
  const answers = await api
    .post<{ items: { id: string; result: string }[] }>('/permission/authorize', { items })
    .then((answer) => new Map(answer.items.map(({ id, result }) => [id, result])))
    .catch(() => new Map<string, string>());
  asked.forEach(({ question: { permission, resourceRef }, resolve }, id) => {
    const allowed = answers.get(String(id)) === 'ALLOW';
    // Of single entities there are too many to keep.
    resolve(resourceRef ? allowed : keepSeen(`${permission}@`, allowed));
  });
}

/**
 * Whether one may do something: false until the server says so, and when it cannot be asked. Questions of one
 * page go in one request. The server decides again when it is done; this only hides what would be refused.
 */
export function useAllowed(permission: string | undefined, resourceRef?: string): boolean {
  const { data } = useQuery({
    queryKey: ['permission', permission, resourceRef],
    enabled: permission !== undefined,
    staleTime: 5 * 60_000,
    meta: { later: true },
    placeholderData: () => lastSeen<boolean>(`${permission}@${resourceRef ?? ''}`),
    queryFn: () =>
      new Promise<boolean>((resolve) => {
        const name = permission!;
        const action = ACTIONS.find(([pattern]) => pattern.test(name))?.[1] ?? 'update';
        const resourceType =
          name.startsWith('catalog.entity.') && !name.endsWith('.create')
            ? 'catalog-entity'
            : undefined;
        queue.push({ question: { permission: name, resourceRef, resourceType, action }, resolve });
        flush ??= setTimeout(() => void askAll(), 10);
      }),
  });
  return permission === undefined || data === true;
}
