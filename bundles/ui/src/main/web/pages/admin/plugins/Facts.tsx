import { useTranslation } from 'react-i18next';
import type { PluginUi } from '~/contributions/types';
import { Card } from '~/ui/Card';
import { Tag } from '~/ui/Tag';
import styles from './Detail.module.css';
import type { Plugin } from './plugins';
import { brings } from './words';

/** What a plugin is: where from, of whom, what it brings. */
export function Facts({ plugin, ui }: { plugin: Plugin; ui?: PluginUi }) {
  const { t } = useTranslation('admin');
  const parts = brings(plugin, ui, t);
  const source = plugin.source.startsWith('drop-folder:')
    ? t('plugins.source.dropFolder', { file: plugin.source.slice('drop-folder:'.length) })
    : t(`plugins.source.${plugin.source}`);
  return (
    <Card title={t('plugins.about')}>
      <dl className={styles.facts}>
        {plugin.description && (
          <>
            <dt>{t('plugins.field.description')}</dt>
            <dd>{plugin.description}</dd>
          </>
        )}
        <dt>{t('plugins.field.id')}</dt>
        <dd>
          <code>{plugin.id}</code>
        </dd>
        <dt>{t('plugins.field.bundle')}</dt>
        <dd>
          <code>{plugin.symbolicName}</code>
        </dd>
        <dt>{t('plugins.field.publisher')}</dt>
        <dd>
          {plugin.publisher === 'unsigned' ? t('plugins.unknownPublisher') : plugin.publisher}
          {plugin.signatureText && <p className={styles.quiet}>{plugin.signatureText}</p>}
        </dd>
        {plugin.keyId && (
          <>
            <dt>{t('plugins.field.key')}</dt>
            <dd>
              <code>{plugin.keyId}</code>
            </dd>
          </>
        )}
        <dt>{t('plugins.field.source')}</dt>
        <dd>{source}</dd>
        {plugin.sha256 && (
          <>
            <dt>{t('plugins.field.file')}</dt>
            <dd>
              <code title={plugin.sha256}>sha256 {plugin.sha256.slice(0, 16)}…</code>
            </dd>
          </>
        )}
        {plugin.breaker && plugin.breaker !== 'closed' && (
          <>
            <dt>{t('plugins.field.breaker')}</dt>
            <dd>{t(`plugins.breaker.${plugin.breaker}`)}</dd>
          </>
        )}
        {parts.length > 0 && (
          <>
            <dt>{t('plugins.bringsTitle')}</dt>
            <dd className={styles.tags}>
              {parts.map((part) => (
                <Tag key={part}>{part}</Tag>
              ))}
            </dd>
          </>
        )}
        {(plugin.brings?.permissions ?? []).length > 0 && (
          <>
            <dt>{t('plugins.field.permissions')}</dt>
            <dd>
              {plugin.brings?.permissions?.map((name) => (
                <div key={name}>
                  <code>{name}</code>
                </div>
              ))}
            </dd>
          </>
        )}
        {plugin.brings?.database && (
          <>
            <dt>{t('plugins.field.database')}</dt>
            <dd>{t('plugins.ownDatabase')}</dd>
          </>
        )}
        {plugin.leaks.map(({ version, culprits }) => (
          <div key={version} style={{ display: 'contents' }}>
            <dt>{t('plugins.leak', { version })}</dt>
            <dd>{culprits.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
