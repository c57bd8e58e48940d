import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { entitiesQuery, useEntitiesByRefs } from '~/rest/catalog';
import { displayName, type Entity, entityRef, humanRef, NAME_FIELDS } from '~/rest/entity';
import type { Choice } from '~/ui/ComboBox';
import { KindIcon } from '~/ui/KindIcon';

const FIELDS = [...NAME_FIELDS, 'spec.type'].join(',');
/** Up to here all choices come at once and typing asks nobody; beyond, the server finds them. */
const ALL = 200;

const choice = (entity: Entity): Choice => {
  const ref = entityRef(entity);
  return {
    id: ref,
    label: displayName(entity),
    hint: humanRef(ref),
    icon: <KindIcon kind={entity.kind} />,
  };
};

/** The entities to choose from, and what to do with what is typed when there are more than come at once. */
export function useEntityChoices(filter: string[], selected: string[], enabled = true) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const first = useQuery({
    ...entitiesQuery({ filter, fields: FIELDS, limit: ALL, orderField: ['metadata.name,asc'] }),
    enabled,
  });
  const many = (first.data?.totalItems ?? 0) > ALL;
  const found = useQuery({
    ...entitiesQuery({
      filter,
      fields: FIELDS,
      limit: 50,
      fullTextFilterTerm: asked,
      fullTextFilterFields: 'metadata.name,metadata.title,spec.profile.displayName',
    }),
    enabled: enabled && many && asked.trim() !== '',
  });
  const page = (many && asked.trim() && found.data) || first.data;
  const known = useMemo(() => page?.items.map(choice) ?? [], [page]);
  const absent = selected.filter((ref) => ref && !known.some(({ id }) => id === ref));
  const refs = absent.filter((ref) => ref.includes(':'));
  const named = useEntitiesByRefs(refs, FIELDS.split(','));
  const choices = [
    ...absent.map((ref) => {
      const entity = named.data?.get(ref);
      return entity ? choice(entity) : { id: ref, label: ref };
    }),
    ...known,
  ];
  return {
    choices,
    isLoading: first.isPending && enabled,
    error: first.error,
    onInput: many ? setText : undefined,
  };
}
