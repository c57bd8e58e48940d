import { useTranslation } from 'react-i18next';
import type { JsonObject } from '~/rest/scaffolder';
import { Markdown } from '~/ui/Markdown';
import styles from './Reference.module.css';
import { type SchemaRow, schemaRows } from './schemaRows';

/** The properties of a schema, those within others below them. */
export function SchemaTable({ schema, label }: { schema: JsonObject; label: string }) {
  const { t } = useTranslation('create');
  const rows = schemaRows(schema);
  if (rows.length === 0) {
    return <p className={styles.quiet}>{t('actions.nothing')}</p>;
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroller} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('actions.name')}</th>
            <th scope="col">{t('actions.type')}</th>
            <th scope="col">{t('actions.description')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.path} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: SchemaRow }) {
  const { t } = useTranslation('create');
  return (
    <tr>
      <th scope="row" style={{ paddingInlineStart: row.depth * 16 }}>
        <code>{row.name}</code>
        {row.required && <span className={styles.required}>{t('actions.required')}</span>}
      </th>
      <td>
        <code>{row.type}</code>
      </td>
      <td>
        {row.description && <Markdown text={row.description} />}
        {row.choices && <p className={styles.quiet}>{t('actions.oneOf', { list: row.choices })}</p>}
        {row.preset !== undefined && (
          <p className={styles.quiet}>{t('actions.default', { value: row.preset })}</p>
        )}
      </td>
    </tr>
  );
}
