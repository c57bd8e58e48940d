import { parseRef } from './entity';

export type Whose = 'owned' | 'starred' | 'all';

/** Nothing has this uid, so nothing is found: no set at all would find everything. */
const NOTHING = [['metadata.uid=none']];

/**
 * The owners to ask for, when owners were chosen among one's own things. Two values for the owner in one set are
 * alternatives, so one's own and the chosen ones cannot both be conditions: only those that are both are left.
 */
export function ownersOf(
  whose: Whose,
  own: readonly string[],
  chosen: readonly string[],
): { own: readonly string[]; chosen: readonly string[] } {
  return whose === 'owned' && chosen.length > 0
    ? { own: own.filter((ref) => chosen.includes(ref)), chosen: [] }
    : { own, chosen };
}

/** Sets of conditions for what is one's own, of which an entity has to meet one. */
export function whoseSets(
  whose: Whose,
  kind: string | undefined,
  own: readonly string[],
  starred: readonly string[],
): string[][] {
  if (whose === 'owned') {
    return own.length > 0 ? [own.map((ref) => `relations.ownedBy=${ref}`)] : NOTHING;
  }
  return whose === 'starred' ? refSets(starred, kind) : [[]];
}

/**
 * One set for each entity of a list of references. Those of other kinds are left out: two values for the kind in
 * one set would be alternatives, and find both.
 */
export function refSets(refs: readonly string[], ofKind: string | undefined): string[][] {
  const sets = refs
    .map((ref) => parseRef(ref))
    .filter(({ kind }) => ofKind === undefined || kind === ofKind)
    .map(({ kind, namespace, name }) => [
      `kind=${kind}`,
      `metadata.namespace=${namespace}`,
      `metadata.name=${name}`,
    ]);
  return sets.length > 0 ? sets : NOTHING;
}
