import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select, TextField } from '~/ui/Field';
import styles from './Audit.module.css';
import { type AuditFilter, FILTERS, filterValuesQuery } from './events';

interface Props {
  filter: AuditFilter;
  onChange: (part: AuditFilter) => void;
}

const SPANS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 };

/** Fields to choose filters with, and those that hold as chips. */
export function Filters({ filter, onChange }: Props) {
  const { t, i18n } = useTranslation('admin');
  const { data } = useQuery(filterValuesQuery);
  const [text, setText] = useState(filter.text ?? '');
  useEffect(() => setText(filter.text ?? ''), [filter.text]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text !== (filter.text ?? '')) {
        onChange({ text });
      }
    }, 300);
    return () => clearTimeout(timer);
  });
  const word = (group: string, value: string) => {
    const key = `audit.${group}.${value}`;
    return i18n.exists(`admin:${key}`) ? t(key) : value;
  };
  const select = (name: 'eventId' | 'targetKind' | 'severity' | 'status') => (
    <Select
      label={t(`audit.field.${name}`)}
      hideLabel
      value=""
      options={[
        { value: '', label: t(`audit.field.${name}`) },
        ...(data?.[name] ?? []).map((value) => ({ value, label: word(name, value) })),
      ]}
      onChange={(value) => value && onChange({ [name]: value })}
    />
  );
  const active = FILTERS.filter((name) => name !== 'text' && filter[name]);
  const show = (name: keyof AuditFilter, value: string) =>
    name === 'from' || name === 'to'
      ? new Date(value).toLocaleString(i18n.language)
      : word(name, value);
  return (
    <div className={styles.filters}>
      <div className={styles.fields}>
        <TextField
          label={t('audit.field.text')}
          hideLabel
          icon={<IconSearch aria-hidden />}
          placeholder={t('audit.field.text')}
          type="search"
          maxLength={200}
          data-search
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        {select('eventId')}
        {select('targetKind')}
        {select('severity')}
        {select('status')}
        <Select
          label={t('audit.field.from')}
          hideLabel
          value=""
          options={[
            { value: '', label: t('audit.field.anyTime') },
            ...Object.keys(SPANS).map((value) => ({ value, label: t(`audit.span.${value}`) })),
          ]}
          onChange={(value) =>
            value &&
            onChange({
              from: new Date(Date.now() - SPANS[value as keyof typeof SPANS]).toISOString(),
            })
          }
        />
      </div>
      {active.length > 0 && (
        <ul className={styles.chips} aria-label={t('audit.chips')}>
          {active.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={styles.chip}
                onClick={() => onChange({ [name]: undefined })}
                aria-label={t('audit.unfilter', { name: t(`audit.field.${name}`) })}
              >
                <span>{t(`audit.field.${name}`)}</span> {show(name, filter[name] ?? '')}
                <IconX aria-hidden size={14} stroke={1.6} />
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              className={styles.clear}
              onClick={() => onChange(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
            >
              {t('audit.clear')}
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}
