import { IconArrowRight, IconFocus2, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { entityPath } from '~/rest/entity';
import { Button, ButtonLink } from '~/ui/Button';
import { ComboBox } from '~/ui/ComboBox';
import { KindIcon } from '~/ui/KindIcon';
import { nameOf } from './GraphList';
import styles from './GraphPage.module.css';
import type { Graph, GraphEdge, GraphNode } from './model';

interface Props {
  graph: Graph;
  node: GraphNode;
  /** The other end of the way that is shown. */
  to?: string;
  path: readonly GraphEdge[];
  onTo: (id: string | undefined) => void;
  onExpand: (id: string) => void;
  onRoot: (ref: string) => void;
  onClose: () => void;
}

/** What one can do with the entity that was chosen. */
export function Inspector({ graph, node, to, path, onTo, onExpand, onRoot, onClose }: Props) {
  const { t } = useTranslation('graph');
  const names = new Map(graph.nodes.map((one) => [one.id, nameOf(one, t)]));
  return (
    <section aria-label={nameOf(node, t)} className={styles.inspector}>
      <header>
        <KindIcon kind={node.kind} />
        <h2>{nameOf(node, t)}</h2>
        <Button variant="quiet" label={t('shell:state.close')} icon={<IconX />} onClick={onClose} />
      </header>
      {node.ref && <code>{node.ref}</code>}
      {node.missing && <p>{t('missing')}</p>}
      <div className={styles.actions}>
        {node.ref && (
          <ButtonLink to={entityPath(node.ref)} icon={<IconArrowRight />}>
            {t('openEntity')}
          </ButtonLink>
        )}
        {node.hidden > 0 && (
          <Button icon={<IconPlus />} onClick={() => onExpand(node.id)}>
            {t('expandCount', { count: node.hidden })}
          </Button>
        )}
        {node.ref && !node.root && (
          <Button icon={<IconFocus2 />} onClick={() => onRoot(node.ref!)}>
            {t('beginHere')}
          </Button>
        )}
      </div>
      <ComboBox
        key={`${node.id} ${to ?? ''}`}
        label={t('wayTo')}
        choices={graph.nodes
          .filter(({ id, ref }) => ref && id !== node.id)
          .map((one) => ({
            id: one.id,
            label: one.title,
            hint: one.id,
            icon: <KindIcon kind={one.kind} />,
          }))}
        value={to ?? null}
        onChange={(id) => onTo(id ?? undefined)}
      />
      {to !== undefined && (
        <ol className={styles.path} aria-live="polite">
          {path.length === 0 && <li>{t('noWay')}</li>}
          {path.map(({ id, source, target, type }) => (
            <li key={id}>
              {names.get(source)} <em>{t(`relation.${type}`, { defaultValue: type })}</em>{' '}
              {names.get(target)}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
