import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/cx';
import { Tag } from '~/ui/Tag';
import styles from './Dialogs.module.css';
import type { Brings, Verification } from './plugins';
import { shortVersion, signatureTone } from './words';

/** What a jar is and asks for, in words. */
export function Preview({ found }: { found: Verification }) {
  const { t } = useTranslation('admin');
  const { asks, installed } = found;
  const calls = Object.entries(asks.calls);
  const imports = asks.imports.filter((name) => !name.startsWith('java.'));
  return (
    <>
      {found.problem && (
        <p className={styles.alert} role="alert">
          {found.problem}
        </p>
      )}
      {found.unresolved.length > 0 && (
        <ul className={cx(styles.alert, styles.warning)}>
          {found.unresolved.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {found.description && <p>{found.description}</p>}
      <dl className={styles.facts}>
        <dt>{t('plugins.field.version')}</dt>
        <dd>
          {installed
            ? `${shortVersion(installed.version)} → ${shortVersion(found.version)}`
            : shortVersion(found.version)}
        </dd>
        <dt>{t('plugins.field.publisher')}</dt>
        <dd>
          {found.publisher === 'unsigned' ? t('plugins.unknownPublisher') : found.publisher}{' '}
          <Tag tone={signatureTone(found.signature)}>
            {t(`plugins.signature.${found.signature}`)}
          </Tag>
          {found.signatureText && <p className={styles.quiet}>{found.signatureText}</p>}
        </dd>
        <dt>{t('plugins.field.id')}</dt>
        <dd>
          <code>{found.id}</code>
        </dd>
        <dt>{t('plugins.field.file')}</dt>
        <dd>
          <code>sha256 {found.sha256.slice(0, 16)}…</code>
        </dd>
      </dl>
      <div>
        <h3>{t('plugins.asks')}</h3>
        {calls.length > 0 ? (
          <ul className={styles.list}>
            {calls.map(([call, where]) => (
              <li key={call}>
                <strong>{call}</strong> <span className={styles.quiet}>({where})</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.quiet}>{t('plugins.noRisk')}</p>
        )}
      </div>
      {found.brings && <BringsList brings={found.brings} />}
      <Names title={t('plugins.change.restAdded')} names={installed?.restAdded ?? []} open />
      <Names title={t('plugins.change.restRemoved')} names={installed?.restRemoved ?? []} open />
      <Names
        title={t('plugins.change.permissionsAdded')}
        names={installed?.permissionsAdded ?? []}
        open
      />
      <Names title={t('plugins.importsAdded')} names={installed?.importsAdded ?? []} open />
      <Names title={t('plugins.importsRemoved')} names={installed?.importsRemoved ?? []} />
      <Names title={t('plugins.imports')} names={imports} />
      <Names title={t('plugins.exports')} names={asks.exports} />
    </>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What stands in the jar, in words. */
function BringsList({ brings }: { brings: Brings }) {
  const { t } = useTranslation('admin');
  const lines = [
    ...(brings.rest ?? []).map((path) => t('plugins.jar.rest', { path })),
    // What answers requests is told by the addresses already.
    ...(brings.extensions ?? [])
      .filter(({ type }) => type !== 'jakarta.ws.rs.core.Application')
      .map(({ what, count }) => sentence(count > 1 ? `${what} (${count})` : what)),
    ...Object.entries(brings.ui ?? {}).map(([part, names]) =>
      [t(`plugins.brings.${part}`, { count: names.length }), names.join(', ')].join(': '),
    ),
    ...(brings.permissions ?? []).map((name) => t('plugins.jar.permission', { name })),
    ...(brings.docs ? [t('plugins.jar.docs', { count: brings.docs.pages ?? 1 })] : []),
    ...(brings.database ? [t('plugins.ownDatabase')] : []),
  ];
  return lines.length === 0 ? null : (
    <div>
      <h3>{t('plugins.bringsTitle')}</h3>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Names({ title, names, open }: { title: string; names: string[]; open?: boolean }) {
  return names.length === 0 ? null : (
    <details open={open}>
      <summary>
        {title} ({names.length})
      </summary>
      <ul className={styles.list}>
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
