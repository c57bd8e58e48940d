import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/Card';
import { Tag } from '~/ui/Tag';
import styles from './Detail.module.css';
import type { Plugin } from './plugins';

function Table({ title, heads, rows }: { title: string; heads: string[]; rows: ReactNode[] }) {
  return rows.length === 0 ? null : (
    <Card title={`${title} (${rows.length})`} flush>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      </div>
    </Card>
  );
}

/** What a plugin answers on, and who may ask. */
export function Routes({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation('admin');
  return (
    <Table
      title={t('plugins.routes')}
      heads={[t('plugins.field.route'), t('plugins.field.permission')]}
      rows={(plugin.routes ?? []).map(({ method, path, permission }) => (
        <tr key={method + path}>
          <td>
            <code>
              {method} {path}
            </code>
          </td>
          <td>
            {['public', 'authenticated', 'undeclared'].includes(permission) ? (
              t(`plugins.access.${permission}`)
            ) : (
              <code>{permission}</code>
            )}
          </td>
        </tr>
      ))}
    />
  );
}

/** What a plugin offers to others, and which of them take it. */
export function Services({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation('admin');
  return (
    <Table
      title={t('plugins.services')}
      heads={[t('plugins.field.service'), t('plugins.field.usedBy')]}
      rows={(plugin.services ?? []).map(({ id, types, usedBy }) => (
        <tr key={id}>
          <td>
            {types.map((type) => (
              <div key={type} title={type}>
                <code>{type.split('.').at(-1)}</code>
              </div>
            ))}
          </td>
          <td className={usedBy.length ? undefined : styles.quiet}>
            {usedBy.join(', ') || t('plugins.nobody')}
          </td>
        </tr>
      ))}
    />
  );
}

/** What a plugin needs, and from whom it has it. */
export function Requirements({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation('admin');
  return (
    <Table
      title={t('plugins.requirements')}
      heads={[t('plugins.field.package'), t('plugins.field.versions'), t('plugins.field.provider')]}
      rows={(plugin.requirements ?? []).map(({ package: name, versions, provider, optional }) => (
        <tr key={name}>
          <td>
            <code>{name}</code>
          </td>
          <td>{versions}</td>
          <td>
            {provider ||
              (optional ? t('plugins.optional') : <Tag tone="red">{t('plugins.missing')}</Tag>)}
          </td>
        </tr>
      ))}
    />
  );
}

/** What works for a plugin now. */
export function Threads({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation('admin');
  return (
    <Table
      title={t('plugins.threads')}
      heads={[t('plugins.field.name'), t('plugins.field.state'), t('plugins.field.at')]}
      rows={(plugin.threads ?? []).map(({ name, state, at }) => (
        <tr key={name}>
          <td>
            <code>{name}</code>
          </td>
          <td>{state.toLowerCase().replaceAll('_', ' ')}</td>
          <td>
            <code>{at}</code>
          </td>
        </tr>
      ))}
    />
  );
}
