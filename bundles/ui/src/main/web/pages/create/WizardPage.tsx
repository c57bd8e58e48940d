import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useEntity } from '~/rest/catalog';
import { displayName, entityPath } from '~/rest/entity';
import { parameterSchemaQuery } from '~/rest/scaffolder';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { withoutFlagged } from './flags';
import { ownerOf } from './gallery';
import { Wizard } from './Wizard';
import styles from './Wizard.module.css';

/** The form of a template. */
export default function WizardPage() {
  const { t } = useTranslation('create');
  const { namespace = '', name = '' } = useParams();
  const ref = `template:${namespace}/${name}`;
  const schema = useQuery(parameterSchemaQuery(ref));
  const form = useMemo(() => schema.data && withoutFlagged(schema.data), [schema.data]);
  const { data: template } = useEntity(ref);
  const title = template ? displayName(template) : (schema.data?.title ?? name);
  const owner = template && ownerOf(template);
  return (
    <Page
      title={title}
      heading={
        <>
          <p className={styles.crumb}>
            <Link to="/create">{t('title')}</Link>
          </p>
          <h1>{title}</h1>
        </>
      }
      subtitle={
        <>
          <p>{schema.data?.description}</p>
          <p className={styles.about}>
            {owner && (
              <span>
                {t('wizard.by')} <EntityLink entityRef={owner} />
              </span>
            )}
            <Link to={entityPath(ref)}>{t('wizard.about')}</Link>
          </p>
        </>
      }
    >
      {schema.error && (
        <ErrorCard
          title={t('wizard.noForm')}
          error={schema.error}
          onRetry={() => void schema.refetch()}
        />
      )}
      {schema.isPending && (
        <div className={styles.card}>
          <Skeleton lines={8} height={20} />
        </div>
      )}
      {form && <Wizard key={ref} templateRef={ref} form={form} />}
    </Page>
  );
}
