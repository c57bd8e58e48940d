import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { download } from '~/rest/download';
import { useAllowed } from '~/rest/permissions';
import { Menu } from '~/ui/Menu';
import { Page } from '~/ui/Page';
import { toast } from '~/ui/toast';
import { type AuditFilter, FILTERS } from './audit/events';
import { Filters } from './audit/Filters';
import { TimeLine } from './audit/TimeLine';
import { Verify } from './audit/Verify';

/** Who did what and when, as sentences. */
export default function AuditPage() {
  const { t } = useTranslation('admin');
  const [params, setParams] = useSearchParams();
  const mayExport = useAllowed('callboard.audit.export');
  const filter = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  ) as AuditFilter;
  const change = (part: AuditFilter) =>
    setParams(
      (before) => {
        for (const name of FILTERS.filter((key) => key in part)) {
          const value = part[name];
          if (value) {
            before.set(name, value);
          } else {
            before.delete(name);
          }
        }
        return before;
      },
      { replace: true },
    );
  const exportAs = (format: 'jsonl' | 'csv') =>
    download('/audit/events/export', `audit.${format}`, { ...filter, format }).catch(
      (error: Error) => toast(error.message, { tone: 'red' }),
    );
  return (
    <Page
      title={t('audit.title')}
      subtitle={t('audit.subtitle')}
      actions={
        mayExport && (
          <Menu
            label={t('audit.export')}
            actions={[
              { id: 'jsonl', label: t('audit.asJson'), run: () => void exportAs('jsonl') },
              { id: 'csv', label: t('audit.asCsv'), run: () => void exportAs('csv') },
            ]}
          >
            <IconDownload aria-hidden /> {t('audit.export')}
          </Menu>
        )
      }
    >
      <Verify />
      <Filters filter={filter} onChange={change} />
      <TimeLine filter={filter} onFilter={change} />
    </Page>
  );
}
