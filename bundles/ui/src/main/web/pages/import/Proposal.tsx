import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { repoUrlOf } from '~/pages/create/form/repoUrl';
import { entitiesQuery } from '~/rest/catalog';
import { type Entity, NAME_FIELDS, safeUrl } from '~/rest/entity';
import { Button, ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { CodeBlock } from '~/ui/CodeBlock';
import { Skeleton } from '~/ui/Skeleton';
import styles from './Import.module.css';

interface Props {
  url: string;
  entities: Entity[];
  onAgain: () => void;
}

/** A repository without a file of entities: the file that would do, ready to be added there. */
export function Proposal({ url, entities, onAgain }: Props) {
  const { t } = useTranslation('import');
  const { data } = useQuery({
    queryKey: ['import', 'yaml', entities],
    queryFn: async () => {
      const { dump } = await import('js-yaml');
      return entities.map((entity) => dump(completed(entity), { lineWidth: 100 })).join('---\n');
    },
    staleTime: Infinity,
  });
  return (
    <Card title={t('proposal.title')}>
      <div className={styles.proposal}>
        <p>{t('proposal.text')}</p>
        {data === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <CodeBlock
            text={data}
            language="yaml"
            label="catalog-info.yaml"
            fileName="catalog-info.yaml"
          />
        )}
        <PullRequest url={url} entities={entities} />
        <ol className={styles.todo}>
          <li>{t('proposal.first')}</li>
          <li>{t('proposal.second')}</li>
          <li>{t('proposal.third')}</li>
        </ol>
        <div className={styles.buttons}>
          {safeUrl(url) && <ButtonLink to={url}>{t('proposal.open')}</ButtonLink>}
          <Button onClick={onAgain}>{t('proposal.again')}</Button>
        </div>
      </div>
    </Card>
  );
}

/** The annotation of the template that opens a pull request with a file of entities. */
const OPENS = 'callboard.dev/opens-pull-request';

/** The way through a template, where the portal has one that does it: its form, with what is known filled in. */
function PullRequest({ url, entities }: Pick<Props, 'url' | 'entities'>) {
  const { t } = useTranslation('import');
  const { data } = useQuery(
    entitiesQuery({
      filter: [`kind=template,metadata.annotations.${OPENS}=catalog-info`],
      fields: NAME_FIELDS.join(','),
      limit: 1,
    }),
  );
  const [template] = data?.items ?? [];
  const repoUrl = repoUrlOf(url);
  if (!template || !repoUrl || entities.length !== 1) {
    return null;
  }
  const { name, namespace = 'default' } = template.metadata;
  const given = { repoUrl, entity: completed(entities[0]!) };
  const query = new URLSearchParams({ formData: JSON.stringify(given) });
  return (
    <div className={styles.request}>
      <ButtonLink variant="primary" to={`/create/templates/${namespace}/${name}?${query}`}>
        {t('proposal.request')}
      </ButtonLink>
      <p>{t('proposal.orByHand')}</p>
    </div>
  );
}

/** What the catalog asks of every component and cannot know: it is left to be filled in. */
function completed(entity: Entity): Entity {
  return {
    ...entity,
    spec: { ...entity.spec, owner: entity.spec?.owner ?? 'group:default/my-team' },
  };
}
