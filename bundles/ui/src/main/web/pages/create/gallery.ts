import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { entitiesQuery } from '~/rest/catalog';
import { displayName, type Entity, entityRef, fullRef, relationsOf } from '~/rest/entity';
import { useStarred } from '~/rest/settings';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'metadata.tags',
  'spec.type',
  'spec.owner',
  'spec.lifecycle',
  'relations',
].join(',');

/** All templates at once: there are hundreds at the most, and filters then answer at once. */
export function useTemplates() {
  return useQuery(
    entitiesQuery({
      filter: ['kind=template'],
      fields: FIELDS,
      limit: 1000,
      orderField: ['metadata.title,asc'],
    }),
  );
}

/** The filters of the gallery, as the address has them. */
export function useGalleryFilters() {
  const [params, setParams] = useSearchParams();
  const filters = {
    text: params.get('text') ?? '',
    type: params.get('type') ?? '',
    owner: params.get('owner') ?? '',
    tags: params.getAll('tag'),
    starred: params.get('starred') === 'true',
  };
  const set = (name: string, value: string | string[]) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete(name);
        [value].flat().forEach((one) => one && next.append(name, one));
        return next;
      },
      { replace: true },
    );
  return { filters, set, clear: () => setParams({}, { replace: true }) };
}

export type GalleryFilters = ReturnType<typeof useGalleryFilters>['filters'];

export function ownerOf(template: Entity): string | undefined {
  const [related] = relationsOf(template, 'ownedBy');
  return related ?? (template.spec?.owner && fullRef(template.spec.owner, { kind: 'group' }));
}

/** The templates that meet the filters; those that are recommended come first. */
export function useFiltered(templates: Entity[], filters: GalleryFilters): Entity[] {
  const { refs } = useStarred();
  const { text, type, owner, tags, starred } = filters;
  const tagKey = tags.join();
  return useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const wantedTags = tagKey ? tagKey.split(',') : [];
    return templates
      .filter((template) => {
        const { metadata, spec } = template;
        const haystack = [displayName(template), metadata.name, metadata.description, metadata.tags]
          .join(' ')
          .toLowerCase();
        return (
          words.every((word) => haystack.includes(word)) &&
          (!type || spec?.type === type) &&
          (!owner || ownerOf(template) === owner) &&
          wantedTags.every((tag) => metadata.tags?.includes(tag)) &&
          (!starred || refs.includes(entityRef(template)))
        );
      })
      .sort((a, b) => rank(a) - rank(b));
  }, [templates, refs, text, type, owner, tagKey, starred]);
}

const rank = ({ metadata }: Entity) => (metadata.tags?.includes('recommended') ? 0 : 1);

/** How often each value occurs, the most common first. */
export function countedValues(values: (string | undefined)[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  values.forEach((value) => value && counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}
