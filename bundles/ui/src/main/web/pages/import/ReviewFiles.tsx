import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { displayName, type Entity, entityRef, humanRef, safeUrl } from '~/rest/entity';
import { Button } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Checkbox } from '~/ui/Field';
import { KindIcon } from '~/ui/KindIcon';
import { Tag } from '~/ui/Tag';
import type { FoundFile } from './analysis';
import styles from './Import.module.css';

interface Props {
  files: FoundFile[];
  mayRegister: boolean;
  busy: boolean;
  onRegister: (files: FoundFile[]) => void;
}

/** What would come into the catalog, file by file. */
export function ReviewFiles({ files, mayRegister, busy, onRegister }: Props) {
  const { t } = useTranslation('import');
  const [chosen, setChosen] = useState(() => new Set(files.map(({ target }) => target)));
  const toggle = (target: string) => {
    const next = new Set(chosen);
    if (!next.delete(target)) {
      next.add(target);
    }
    setChosen(next);
  };
  const known = files.filter(({ target, registered }) => registered && chosen.has(target)).length;
  return (
    <Card title={t('found', { count: files.reduce((sum, file) => sum + file.entities.length, 0) })}>
      <ul className={styles.files}>
        {files.map(({ target, entities, registered }) => (
          <li key={target} className={styles.file}>
            <div className={styles.fileHead}>
              {files.length > 1 ? (
                <Checkbox
                  label={<code>{target}</code>}
                  checked={chosen.has(target)}
                  onChange={() => toggle(target)}
                />
              ) : (
                <a href={safeUrl(target)} rel="noreferrer noopener">
                  <code>{target}</code>
                </a>
              )}
              {registered && <Tag tone="blue">{t('registered')}</Tag>}
            </div>
            <ul className={styles.entities}>
              {entities.map((entity) => (
                <FoundEntity key={entityRef(entity)} entity={entity} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {!mayRegister && <p className={styles.quiet}>{t('mayNot')}</p>}
      <div className={styles.buttons}>
        <Button
          variant="primary"
          busy={busy}
          disabled={!mayRegister || chosen.size === 0}
          onClick={() => onRegister(files.filter(({ target }) => chosen.has(target)))}
        >
          {t(known === chosen.size && known > 0 ? 'refresh' : 'register')}
        </Button>
      </div>
    </Card>
  );
}

function FoundEntity({ entity }: { entity: Entity }) {
  const { t } = useTranslation('import');
  const { metadata, spec } = entity;
  const owner = spec?.owner && humanRef(String(spec.owner), 'group');
  return (
    <li className={styles.entity}>
      <KindIcon kind={entity.kind} />
      <span>
        <strong>{displayName(entity)}</strong>{' '}
        <span className={styles.quiet}>
          {[entity.kind, spec?.type, owner && t('ownedBy', { owner })].filter(Boolean).join(' · ')}
        </span>
        {metadata.description && <span className={styles.description}>{metadata.description}</span>}
      </span>
    </li>
  );
}
