import { IconBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatNumber } from '~/i18n';
import { displayName, type Entity, entityRef, relationsOf } from '~/rest/entity';
import { type FieldName, useEntityList } from '~/rest/entityList';
import { Button, ButtonLink } from '~/ui/Button';
import { EmptyState } from '~/ui/EmptyState';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { KindIcon } from '~/ui/KindIcon';
import { ListBar } from '~/ui/ListBar';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { StarButton } from '~/ui/StarButton';
import { Tag } from '~/ui/Tag';
import styles from './DocsPage.module.css';
import { siteAddress } from './site';

const NAMES: FieldName[] = ['owners', 'tags'];
const SHOWN =
  'kind,metadata.name,metadata.namespace,metadata.title,metadata.description,metadata.tags,' +
  'spec.type,spec.profile,relations';

/** Everything that has documentation. */
export default function DocsPage() {
  const { t } = useTranslation('docs');
  const list = useEntityList(
    { field: 'metadata.annotations.backstage.io/techdocs-ref' },
    NAMES,
    SHOWN,
  );
  const entities = list.rows.filter((row) => row !== undefined);
  return (
    <Page
      title={t('title')}
      subtitle={
        <span aria-live="polite">
          {list.data
            ? t('home.found', { count: list.total, formatted: formatNumber(list.total) })
            : '\u00a0'}
        </span>
      }
      bar={<ListBar list={list} names={NAMES} />}
    >
      {list.error ? (
        <ErrorCard error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Skeleton lines={9} height={28} />
      ) : list.total === 0 ? (
        <EmptyState
          icon={<IconBook />}
          title={t('home.none')}
          action={<ButtonLink to="/docs">{t('home.clear')}</ButtonLink>}
        >
          {t('none.text')}
        </EmptyState>
      ) : (
        <>
          <ul className={styles.sites}>
            {entities.map((entity) => (
              <Site key={entityRef(entity)} entity={entity} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('shell:state.more')}
            </Button>
          )}
        </>
      )}
    </Page>
  );
}

function Site({ entity }: { entity: Entity }) {
  const ref = entityRef(entity);
  const owner = relationsOf(entity, 'ownedBy')[0];
  const { description, tags = [] } = entity.metadata;
  return (
    <li className={styles.site}>
      <div className={styles.name}>
        <KindIcon kind={entity.kind} />
        <Link to={`/docs/${siteAddress(ref)}`}>{displayName(entity)}</Link>
        <StarButton entityRef={ref} name={displayName(entity)} />
      </div>
      {description && <p className={styles.description}>{description}</p>}
      <div className={styles.facts}>
        {owner && <EntityLink entityRef={owner} defaultKind="group" />}
        {tags.slice(0, 3).map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </div>
    </li>
  );
}
