import { IconCopy, IconRefresh, IconStar, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/rest/client';
import { useStarred } from '~/rest/settings';
import { Button } from '~/ui/Button';
import { toast } from '~/ui/toast';
import styles from './Bulk.module.css';

/** What can be done with several entities at a time. */
export function Bulk({
  selected,
  onClear,
}: {
  selected: ReadonlySet<string>;
  onClear: () => void;
}) {
  const { t } = useTranslation('catalog');
  const refs = [...selected];
  const { setRefs } = useStarred();
  const refresh = useMutation({
    mutationFn: async () => {
      for (const entityRef of refs) {
        await api.post('/catalog/refresh', { entityRef });
      }
    },
    onSuccess: () => toast(t('bulk.refreshed', { count: refs.length }), { tone: 'green' }),
  });
  const copy = async () => {
    await navigator.clipboard.writeText(refs.join('\n'));
    toast(t('shell:state.copied'));
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.label')}>
      <strong>{t('bulk.selected', { count: refs.length })}</strong>
      <Button
        icon={<IconStar />}
        onClick={() => setRefs((before) => [...new Set([...before, ...refs])])}
      >
        {t('bulk.star')}
      </Button>
      <Button icon={<IconRefresh />} busy={refresh.isPending} onClick={() => refresh.mutate()}>
        {t('bulk.refresh')}
      </Button>
      <Button icon={<IconCopy />} onClick={() => void copy()}>
        {t('bulk.copy')}
      </Button>
      <Button variant="quiet" icon={<IconX />} onClick={onClear}>
        {t('bulk.clear')}
      </Button>
    </div>
  );
}
