import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { entityPath, safeUrl } from '~/rest/entity';
import type { TaskOutput } from '~/rest/scaffolder';
import { ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { KindIcon } from '~/ui/KindIcon';
import { Markdown } from '~/ui/Markdown';
import styles from './Task.module.css';

/** What the task has left: links first, then texts. */
export function TaskOutputs({ output }: { output: TaskOutput }) {
  const { t } = useTranslation('create');
  const links = output.links ?? [];
  const texts = output.text ?? [];
  if (links.length === 0 && texts.length === 0) {
    return null;
  }
  return (
    <Card title={t('task.output')}>
      {links.length > 0 && (
        <ul className={styles.links}>
          {links.map(({ title, url, entityRef }, index) => {
            const to = entityRef ? entityPath(entityRef) : safeUrl(url);
            const text = title ?? entityRef ?? url ?? '';
            return (
              <li key={String(index)}>
                {to ? (
                  <ButtonLink
                    to={to}
                    icon={
                      entityRef ? (
                        <KindIcon kind={entityRef.split(':')[0] ?? ''} />
                      ) : (
                        <IconExternalLink aria-hidden stroke={1.6} />
                      )
                    }
                  >
                    {text}
                  </ButtonLink>
                ) : (
                  <span>{[title, url].filter(Boolean).join(': ')}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {texts.map(({ title, content }, index) => (
        <section key={String(index)} className={styles.outputText}>
          {title && <h3>{title}</h3>}
          {content && <Markdown text={content} />}
        </section>
      ))}
    </Card>
  );
}
