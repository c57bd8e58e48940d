import { IconZoomQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useParams } from 'react-router';
import { entityQuery, explainQuery } from '~/rest/catalog';
import { PortalError } from '~/rest/client';
import { displayName, type Entity, entityPath, entityRef, fullRef } from '~/rest/entity';
import { forEntity, useContributed } from '~/contributions/contributions';
import { ElementHost } from '~/contributions/ElementHost';
import { ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { TabBar } from '~/ui/Tabs';
import { remember } from '~/pages/home/recent';
import { Actions, Facts, Heading } from './Header';
import { Overview } from './Overview';
import { Warnings } from './Warnings';

const ApiTab = lazy(() => import('./ApiTab'));
const DocsTab = lazy(() => import('./DocsTab'));
const RelationsTab = lazy(() => import('./RelationsTab'));
const HistoryTab = lazy(() => import('./HistoryTab'));

/** The page of an entity: who owns it, how it is, what belongs to it, and what plugins know of it. */
export default function EntityPage() {
  const { namespace = '', kind = '', name = '', '*': rest = '' } = useParams();
  const ref = fullRef(`${kind}:${namespace}/${name}`);
  const { data: entity, error, refetch } = useQuery(entityQuery(ref));
  if (entity) {
    return <Shown entity={entity} path={rest} />;
  }
  return (
    <Page title={name}>
      {error instanceof PortalError && error.isNotFound ? (
        <Missing entityRef={ref} />
      ) : error ? (
        <ErrorCard error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={10} height={18} />
      )}
    </Page>
  );
}

interface Tab {
  path: string;
  label: string;
  order: number;
  show: (rest: string) => ReactNode;
}

function Shown({ entity, path }: { entity: Entity; path: string }) {
  const { t } = useTranslation(['entity', 'catalog']);
  const tabs = useTabs(entity);
  const ref = entityRef(entity);
  useEffect(() => remember(ref), [ref]);
  const [first = '', ...rest] = path.split('/');
  const current = tabs.find((tab) => tab.path === first);
  return (
    <Page
      title={displayName(entity)}
      heading={<Heading entity={entity} />}
      subtitle={<Facts entity={entity} />}
      actions={<Actions entity={entity} />}
      bar={
        <TabBar
          label={t('tabs')}
          tabs={tabs.map((tab) => ({
            to: entityPath(entity, tab.path),
            label: tab.label,
            end: tab.path === '',
          }))}
        />
      }
    >
      {first === '' && <Warnings entity={entity} />}
      <Suspense fallback={<Skeleton lines={8} height={18} />}>
        {current ? current.show(rest.join('/')) : <Navigate to={entityPath(entity)} replace />}
      </Suspense>
    </Page>
  );
}

/** Where tabs of a group stand, among ours. */
const GROUPS: Record<string, number> = {
  overview: 5,
  documentation: 25,
  development: 30,
  deployment: 40,
  operation: 60,
  observability: 70,
};

/** The tabs that this entity has: ours by what it is, those of plugins by their filters. */
function useTabs(entity: Entity): Tab[] {
  const { t } = useTranslation(['entity', 'catalog']);
  const contributed = useContributed('entityTabs');
  return useMemo(() => {
    const tabs: Tab[] = [
      { path: '', label: t('tab.overview'), order: 0, show: () => <Overview entity={entity} /> },
      ...forEntity(contributed, entity).map((item) => ({
        path: item.path?.replace(/^\//, '') ?? item.id,
        label: item.title ?? item.id,
        order: item.order ?? GROUPS[item.group ?? ''] ?? 50,
        show: () => <ElementHost item={item} entity={entity} />,
      })),
    ];
    if (entity.kind === 'API') {
      tabs.push({
        path: 'definition',
        label: t('tab.definition'),
        order: 10,
        show: () => <ApiTab entity={entity} />,
      });
    }
    if (entity.metadata.annotations?.['backstage.io/techdocs-ref']) {
      tabs.push({
        path: 'docs',
        label: t('tab.docs'),
        order: 20,
        show: (page) => <DocsTab entity={entity} path={page} />,
      });
    }
    tabs.push(
      {
        path: 'relations',
        label: t('tab.relations'),
        order: 80,
        show: () => <RelationsTab entity={entity} />,
      },
      {
        path: 'history',
        label: t('tab.history'),
        order: 90,
        show: () => <HistoryTab entity={entity} />,
      },
    );
    return tabs.sort((a, b) => a.order - b.order);
  }, [entity, contributed, t]);
}

/** An entity that is not there: the server knows why, and says so. */
function Missing({ entityRef }: { entityRef: string }) {
  const { t } = useTranslation(['entity', 'catalog']);
  const { data } = useQuery(explainQuery(entityRef));
  return (
    <EmptyState
      icon={<IconZoomQuestion stroke={1.4} />}
      title={t('missing.title', { ref: entityRef })}
      action={
        <>
          <ButtonLink to="/catalog">{t('missing.catalog')}</ButtonLink>
          <ButtonLink to="/catalog-import">{t('missing.register')}</ButtonLink>
        </>
      }
    >
      {data ? (
        [...new Set([data.summary, ...data.findings.map(({ message }) => message)])].map((text) => (
          <p key={text}>{text}</p>
        ))
      ) : (
        <p>{t('missing.text')}</p>
      )}
    </EmptyState>
  );
}
