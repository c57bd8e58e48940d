import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useContributed } from '~/contributions/contributions';
import { facetsQuery } from '~/rest/catalog';
import { humanRef } from '~/rest/entity';
import { useSession } from '~/rest/session';
import { useStarred } from '~/rest/settings';
import { whoseSets } from '~/rest/whose';
import { Button } from '~/ui/Button';
import { FilterMenu } from '~/ui/FilterMenu';
import { TextField } from '~/ui/Field';
import { Segments } from '~/ui/Segments';
import styles from './FilterBar.module.css';
import { type Filters, type ListName, kindOf, LISTS } from './filters';

const KINDS = [
  'component',
  'api',
  'resource',
  'system',
  'domain',
  'group',
  'user',
  'template',
  'location',
];
/** What is usually of interest is not said of people and templates. */
const NAMES = Object.keys(LISTS) as ListName[];

interface Props {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  total: number;
}

/** All filters in a line, each with what there is to choose and how many of it. */
export function FilterBar({ filters, onChange, total }: Props) {
  const { t } = useTranslation('catalog');
  const { ownershipEntityRefs } = useSession();
  const { refs: starred } = useStarred();
  const kind = kindOf(filters);
  const scope = whoseSets(filters.whose, kind, ownershipEntityRefs, starred).map((set) =>
    [...(kind === undefined ? [] : [`kind=${kind}`]), ...set].join(','),
  );
  const more = useMoreFilters(filters);
  const asked = [...Object.values(LISTS), ...more.map(({ field }) => field)];
  const { data: facets } = useQuery(facetsQuery(asked, scope.filter(Boolean)));
  const isNarrowed =
    Boolean(filters.text) ||
    filters.status ||
    NAMES.some((name) => filters.lists[name].length > 0) ||
    Object.keys(filters.fields).length > 0;
  return (
    <div className={styles.bar} role="search" aria-label={t('filters')}>
      <Segments
        label={t('whose.label')}
        value={filters.whose}
        onChange={(whose) => onChange({ whose })}
        options={(['owned', 'starred', 'all'] as const).map((value) => ({
          value,
          label: t(`whose.${value}`),
          count: value === filters.whose && !isNarrowed ? total : undefined,
        }))}
      />
      <KindMenu
        kind={filters.kind}
        onChange={(kind) => onChange({ kind, lists: none(), fields: {} })}
      />
      <Text text={filters.text} onChange={(text) => onChange({ text })} />
      {NAMES.map((name) => {
        const options = (facets?.[LISTS[name]] ?? []).map(({ value, count }) => ({
          value,
          label: name === 'owners' ? humanRef(value, 'group') : value,
          count,
        }));
        const selected = filters.lists[name];
        return options.length > 1 || selected.length > 0 ? (
          <FilterMenu
            key={name}
            label={t(`filter.${name}`)}
            options={options}
            selected={selected}
            onChange={(values) => onChange({ lists: { ...filters.lists, [name]: values } })}
          />
        ) : null;
      })}
      {more.map(({ field, title }) => {
        const options = facets?.[field] ?? [];
        const selected = filters.fields[field] ?? [];
        return options.length > 1 || selected.length > 0 ? (
          <FilterMenu
            key={field}
            label={title}
            options={options.map(({ value, count }) => ({ value, label: value, count }))}
            selected={selected}
            onChange={(values) => onChange({ fields: { ...filters.fields, [field]: values } })}
          />
        ) : null;
      })}
      <FilterMenu
        label={t('filter.status')}
        options={[
          { value: 'error', label: t('status.error') },
          { value: 'orphan', label: t('status.orphan') },
        ]}
        selected={filters.status ? [filters.status] : []}
        onChange={(values) => onChange({ status: values.at(-1) as Filters['status'] })}
      />
      {isNarrowed && (
        <Button
          variant="quiet"
          icon={<IconX />}
          onClick={() => onChange({ lists: none(), fields: {}, text: '', status: undefined })}
        >
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

/** The filters of plugins for this kind, and what else the address filters by. */
function useMoreFilters({ kind, fields }: Filters): { field: string; title: string }[] {
  const contributed = useContributed('filters').filter(
    ({ kinds }) => !kinds || kinds.some((one) => one.toLowerCase() === kind),
  );
  const known = contributed.filter(
    ({ field }, index) => contributed.findIndex((one) => one.field === field) === index,
  );
  const others = Object.keys(fields)
    .filter((field) => !known.some((one) => one.field === field))
    .map((field) => ({ field, title: field }));
  return [...known, ...others];
}

const none = () =>
  Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as Filters['lists'];

/** The kinds: those of the model at once, with numbers and those of plugins as soon as one wants to choose. */
function KindMenu({ kind, onChange }: { kind: string; onChange: (kind: string) => void }) {
  const { t } = useTranslation('catalog');
  const [wanted, setWanted] = useState(false);
  const { data } = useQuery({ ...facetsQuery(['kind']), enabled: wanted });
  const counts = new Map(
    data?.['kind']?.map(({ value, count }) => [value.toLowerCase(), { label: value, count }]),
  );
  const kinds = data ? [...counts.keys()].sort(byModel) : KINDS;
  return (
    <FilterMenu
      label={t('filter.kind')}
      single
      onOpen={() => setWanted(true)}
      options={[...kinds, 'all'].map((value) => ({
        value,
        label: t(`kind.${value}`, { defaultValue: counts.get(value)?.label ?? value }),
        count: counts.get(value)?.count,
      }))}
      selected={[kind]}
      onChange={([value]) => onChange(value ?? kind)}
    />
  );
}

const byModel = (a: string, b: string) => {
  const rank = (kind: string) => (KINDS.includes(kind) ? KINDS.indexOf(kind) : KINDS.length);
  return rank(a) - rank(b) || a.localeCompare(b);
};

/** What is typed shows at once and is asked a moment later. */
function Text({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('catalog');
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    const timer = setTimeout(() => typed !== text && onChange(typed), 120);
    return () => clearTimeout(timer);
    // Only typing starts the wait; the address that changes by it does not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [typed]);
  return (
    <div className={styles.text}>
      <TextField
        label={t('filter.text')}
        hideLabel
        data-search
        type="search"
        icon={<IconSearch aria-hidden />}
        placeholder={t('filter.text')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
