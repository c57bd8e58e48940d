import { IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { explainQuery } from '~/rest/catalog';
import { Button } from '~/ui/Button';
import { EntityLink } from '~/ui/EntityLink';
import { ErrorCard } from '~/ui/ErrorCard';
import { TextField } from '~/ui/Field';
import { Status } from '~/ui/Tag';
import styles from './Ingestion.module.css';
import { placeOf } from './ingestion';

/** "Why is it missing?": asks the catalog about one reference. */
export function Explain() {
  const { t } = useTranslation('admin');
  const [params, setParams] = useSearchParams();
  const asked = params.get('why') ?? '';
  const [text, setText] = useState(asked);
  const { data, error, isFetching } = useQuery({
    ...explainQuery(asked),
    enabled: asked !== '',
  });
  return (
    <section className={styles.explain} aria-labelledby="why">
      <h2 id="why">
        <IconHelpCircle aria-hidden size={18} stroke={1.6} /> {t('ingestion.why')}
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setParams(text.trim() ? { why: text.trim() } : {});
        }}
      >
        <TextField
          label={t('ingestion.whyLabel')}
          hideLabel
          placeholder={t('ingestion.whyLabel')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" busy={isFetching} disabled={!text.trim()}>
          {t('ingestion.ask')}
        </Button>
      </form>
      <div role="status">
        {error && <ErrorCard error={error} />}
        {data && asked && (
          <div className={styles.answer}>
            <p>
              <Status tone={data.served ? 'green' : 'amber'}>
                {data.served ? t('ingestion.served') : t('ingestion.notServed')}
              </Status>{' '}
              {data.served ? (
                <EntityLink entityRef={data.entityRef} />
              ) : (
                <code>{data.entityRef}</code>
              )}
            </p>
            <ul>
              {data.findings.map((finding) => (
                <li key={finding.code + finding.message}>
                  {finding.message}
                  {finding.file && (
                    <>
                      {' '}
                      <code>{placeOf(finding)}</code>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
}
