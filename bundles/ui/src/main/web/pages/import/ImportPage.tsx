import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAllowed } from '~/rest/permissions';
import { Button } from '~/ui/Button';
import { ErrorCard } from '~/ui/ErrorCard';
import { TextField } from '~/ui/Field';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { analyse, type FoundFile, placeOf, register } from './analysis';
import { Arrivals } from './Arrivals';
import styles from './Import.module.css';
import { Proposal } from './Proposal';
import { ReviewFiles } from './ReviewFiles';

/** Makes what is in repositories already known to the catalog: an address, a look, and it is registered. */
export default function ImportPage() {
  const { t } = useTranslation('import');
  const mayRegister = useAllowed('catalog.location.create');
  const [params, setParams] = useSearchParams();
  const [url, setUrl] = useState(params.get('url') ?? '');
  const client = useQueryClient();
  const analysis = useMutation({ mutationFn: analyse, meta: { quiet: true } });
  const registration = useMutation({
    mutationFn: async (files: FoundFile[]) => (await Promise.all(files.map(register))).flat(),
    meta: { quiet: true },
    onSettled: () => client.invalidateQueries({ queryKey: ['catalog'] }),
  });
  const { mutate } = analysis;
  useEffect(() => {
    const given = params.get('url');
    if (given) {
      mutate(given);
    }
    // An address that came with the page is looked at at once; later ones wait for the button.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const malformed = url.trim() !== '' && !/^https?:\/\/[^/]+/.test(url.trim());
  const place = placeOf(analysis.error);
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <div className={styles.page}>
        <form
          className={styles.ask}
          onSubmit={(event) => {
            event.preventDefault();
            registration.reset();
            setParams({ url: url.trim() }, { replace: true });
            mutate(url.trim());
          }}
        >
          <TextField
            label={t('url')}
            help={t('urlHelp')}
            error={malformed ? t('malformed') : undefined}
            icon={<IconSearch aria-hidden />}
            type="url"
            inputMode="url"
            autoComplete="url"
            data-search
            placeholder="https://github.com/org/repo/blob/main/catalog-info.yaml"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
          <Button
            type="submit"
            variant="primary"
            busy={analysis.isPending}
            disabled={malformed || !url.trim()}
          >
            {t('analyse')}
          </Button>
        </form>
        <div className={styles.result} aria-live="polite">
          {analysis.isPending && <Skeleton lines={4} height={16} />}
          {analysis.error && (
            <>
              <ErrorCard title={t('failed')} error={analysis.error} />
              {place && (
                <p className={styles.place}>
                  {t(place.column ? 'placeColumn' : 'place', { ...place })}
                </p>
              )}
            </>
          )}
          {analysis.data && !registration.data && (
            <>
              {analysis.data.files.length > 0 && (
                <ReviewFiles
                  key={analysis.submittedAt}
                  files={analysis.data.files}
                  mayRegister={mayRegister}
                  busy={registration.isPending}
                  onRegister={(files) => registration.mutate(files)}
                />
              )}
              {analysis.data.files.length === 0 && (
                <Proposal
                  url={url}
                  entities={analysis.data.proposals}
                  onAgain={() => mutate(url.trim())}
                />
              )}
            </>
          )}
          {registration.error && (
            <ErrorCard title={t('notRegistered')} error={registration.error} />
          )}
          {registration.data && (
            <Arrivals
              entities={registration.data}
              onMore={() => {
                registration.reset();
                analysis.reset();
                setUrl('');
                setParams({}, { replace: true });
              }}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
