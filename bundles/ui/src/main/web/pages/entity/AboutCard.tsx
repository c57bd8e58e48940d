import { IconExternalLink, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { forEntity, useContributed } from '~/contributions/contributions';
import { addressFor } from '~/contributions/values';
import { type Entity, entityRef, safeUrl } from '~/rest/entity';
import { ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { EntityLink } from '~/ui/EntityLink';
import { Tag } from '~/ui/Tag';
import styles from './AboutCard.module.css';

/** What the entity says of itself. */
export function AboutCard({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const { metadata, spec = {} } = entity;
  const { tags = [], description } = metadata;
  const known: [string, ReactNode][] = [
    [t('fact.reference'), <code key="ref">{entityRef(entity)}</code>],
    [t('fact.type'), text(spec.type)],
    [t('fact.lifecycle'), text(spec.lifecycle)],
    [t('fact.parent'), ref(spec['subcomponentOf'], 'component') ?? ref(spec['domain'], 'domain')],
    [t('fact.target'), list(spec['targets']) ?? text(spec['target'])],
    [
      t('fact.tags'),
      tags.length > 0 && (
        <span className={styles.tags}>
          {tags.map((tag) => (
            <Link
              key={tag}
              to={`/catalog?filters[kind]=${entity.kind.toLowerCase()}&filters[user]=all&filters[tags]=${encodeURIComponent(tag)}`}
            >
              <Tag>{tag}</Tag>
            </Link>
          ))}
        </span>
      ),
    ],
  ];
  return (
    <Card title={t('about')}>
      <p className={description ? styles.description : styles.none}>
        {description || t('noDescription')}
      </p>
      <dl className={styles.facts}>
        {known
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <IconLinks entity={entity} />
    </Card>
  );
}

/** Where plugins lead from an entity; those that need a value that it lacks are left out. */
function IconLinks({ entity }: { entity: Entity }) {
  const links = forEntity(useContributed('iconLinks'), entity).flatMap((item) => {
    const url = safeUrl(addressFor(item.url, entity));
    return url ? [{ ...item, url }] : [];
  });
  if (links.length === 0) {
    return null;
  }
  return (
    <ul className={styles.iconLinks}>
      {links.map(({ id, url, title, icon, plugin }) => (
        <li key={id}>
          <ButtonLink
            to={url}
            icon={icon ? <img src={`${plugin.base}/${icon}`} alt="" /> : <IconLink stroke={1.6} />}
          >
            {title}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const list = (value: unknown) => (Array.isArray(value) ? value.map(String).join(', ') : undefined);

const ref = (value: unknown, kind: string) =>
  typeof value === 'string' ? <EntityLink entityRef={value} defaultKind={kind} /> : undefined;

/** Addresses elsewhere that belong to the entity. */
export function LinksCard({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const links = (entity.metadata.links ?? []).filter(({ url }) => safeUrl(url));
  if (links.length === 0) {
    return null;
  }
  return (
    <Card title={t('links')}>
      <ul className={styles.links}>
        {links.map(({ url, title }) => (
          <li key={url + title}>
            <a href={safeUrl(url)} target="_blank" rel="noreferrer noopener">
              <IconExternalLink aria-hidden size={16} />
              {title || url}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function LabelsCard({ entity }: { entity: Entity }) {
  const { t } = useTranslation('entity');
  const labels = Object.entries(entity.metadata.labels ?? {});
  if (labels.length === 0) {
    return null;
  }
  return (
    <Card title={t('labels')}>
      <dl className={styles.labels}>
        {labels.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
