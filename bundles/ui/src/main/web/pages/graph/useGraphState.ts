import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { fullRef } from '~/rest/entity';
import { useSession } from '~/rest/session';
import type { Direction } from './layout';

/** As many boxes are drawn; what is farther away is cut off. */
const LIMIT = 5000;
const DEEPEST = 10;

/** What the graph shows, kept in the address under the names that Backstage uses. */
export function useGraphState() {
  const [params, setParams] = useSearchParams();
  const { ownershipEntityRefs, userEntityRef } = useSession();
  const state = useMemo(() => {
    const all = (name: string) => params.getAll(`${name}[]`);
    const given = all('rootEntityRefs').map((ref) => fullRef(ref));
    const groups = ownershipEntityRefs.filter((ref) => ref.startsWith('group:'));
    const own = groups.length > 0 ? groups : userEntityRef ? [userEntityRef] : [];
    const depth = Number(params.get('maxDepth') ?? 1);
    return {
      roots: given.length > 0 ? given : own,
      // Nobody has said where to begin: it begins with what is one's own.
      given: given.length > 0,
      depth: Number.isInteger(depth) ? Math.min(DEEPEST, Math.max(1, depth)) : 1,
      direction: (params.get('direction') === 'TB' ? 'TB' : 'LR') as Direction,
      kinds: new Set(all('selectedKinds').map((kind) => kind.toLowerCase())),
      relations: new Set(all('selectedRelations')),
      expanded: new Set(all('expanded')),
      simplify: params.get('simplify') !== 'false',
      groupFrom: params.get('group') === 'false' ? 0 : 12,
      limit: LIMIT,
      chosen: params.get('chosen') ?? undefined,
      to: params.get('to') ?? undefined,
    };
  }, [params, ownershipEntityRefs, userEntityRef]);
  const change = (name: string, value: string | readonly string[] | undefined) =>
    setParams(
      (before) => {
        before.delete(name);
        [value ?? []].flat().forEach((one) => before.append(name, one));
        return before;
      },
      { replace: true },
    );
  return { ...state, options: state, change };
}

export type GraphState = ReturnType<typeof useGraphState>;
