import { IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '~/rest/permissions';
import { type JsonObject, scaffolder } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { FileBrowser } from './FileBrowser';
import styles from './Wizard.module.css';

interface Props {
  templateRef: string;
  values: JsonObject;
  secrets: Record<string, string>;
}

/** The files that the template would make of these values: a dry run, which changes nothing. */
export function WillBeMade({ templateRef, values, secrets }: Props) {
  const { t } = useTranslation('create');
  const allowed = useAllowed('scaffolder.template.dry-run');
  const run = useMutation({
    mutationFn: () => scaffolder.dryRun({ templateRef, values, secrets }),
    meta: { quiet: true },
  });
  if (!allowed) {
    return null;
  }
  return (
    <section className={styles.made} aria-label={t('made.title')}>
      <header>
        <h3>{t('made.title')}</h3>
        <Button icon={<IconEye stroke={1.6} />} busy={run.isPending} onClick={() => run.mutate()}>
          {t(run.data ? 'made.again' : 'made.show')}
        </Button>
      </header>
      {run.isIdle && <p className={styles.nothing}>{t('made.text')}</p>}
      {run.isPending && <Skeleton lines={6} />}
      {run.error && <ErrorCard title={t('made.failed')} error={run.error} />}
      {run.data && <FileBrowser files={run.data.directoryContents} />}
    </section>
  );
}
