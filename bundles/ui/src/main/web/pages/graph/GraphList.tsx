import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { entityPath } from '~/rest/entity';
import { Button } from '~/ui/Button';
import { cx } from '~/ui/cx';
import { KindIcon } from '~/ui/KindIcon';
import styles from './Graph.module.css';
import type { Graph, GraphNode } from './model';

interface Props {
  graph: Graph;
  chosen?: readonly string[];
  /** Chooses an entity instead of going to its page. */
  onChoose?: (id: string) => void;
  onExpand?: (id: string) => void;
}

/** As many of a kind are listed at first. */
const AT_ONCE = 50;

/** A graph as text: each entity with what it has to do with those around it. */
export function GraphList({ graph, chosen, onChoose, onExpand }: Props) {
  const { t } = useTranslation('graph');
  const kinds = useMemo(() => byKind(graph.nodes), [graph]);
  const facts = useFacts(graph);
  const [shown, setShown] = useState<Record<string, number>>({});
  return (
    <div className={styles.list}>
      {kinds.map(([kind, nodes]) => (
        <section key={kind} aria-label={t(`kind.${kind}`, { defaultValue: kind })}>
          <h3 className={styles.listKind}>
            {t(`kind.${kind}`, { defaultValue: kind })} <span>{nodes.length}</span>
          </h3>
          <ul>
            {nodes.slice(0, shown[kind] ?? AT_ONCE).map((node) => (
              <li
                key={node.id}
                className={cx(styles.listItem, chosen?.includes(node.id) && styles.listChosen)}
              >
                <KindIcon kind={kind} />
                <div className={styles.listText}>
                  <Name node={node} onChoose={onChoose} onExpand={onExpand} />
                  <small>{facts(node.id)}</small>
                </div>
                {onExpand && node.hidden > 0 && (
                  <Button
                    variant="quiet"
                    icon={<IconPlus />}
                    label={t('expand', { name: nameOf(node, t), count: node.hidden })}
                    onClick={() => onExpand(node.id)}
                  />
                )}
              </li>
            ))}
          </ul>
          {nodes.length > (shown[kind] ?? AT_ONCE) && (
            <Button
              variant="quiet"
              onClick={() => setShown({ ...shown, [kind]: (shown[kind] ?? AT_ONCE) + 200 })}
            >
              {t('shell:state.more')}
            </Button>
          )}
        </section>
      ))}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

export const nameOf = (node: GraphNode, t: Translate): string =>
  node.members
    ? t('graph:group', {
        kind: t(`graph:kind.${node.kind}`, { defaultValue: node.kind }),
        count: node.members.length,
      })
    : node.title;

function Name({
  node,
  onChoose,
  onExpand,
}: Pick<Props, 'onChoose' | 'onExpand'> & { node: GraphNode }) {
  const { t } = useTranslation('graph');
  const act = node.members ? onExpand : onChoose;
  if (act) {
    return (
      <button type="button" className={styles.listName} onClick={() => act(node.id)}>
        {nameOf(node, t)}
      </button>
    );
  }
  return node.ref ? (
    <Link to={entityPath(node.ref)}>{node.title}</Link>
  ) : (
    <span>{nameOf(node, t)}</span>
  );
}

/** As many relations of one entity are read out; the rest is counted. */
const MOST = 3;

function useFacts(graph: Graph) {
  const { t } = useTranslation('graph');
  return useMemo(() => {
    const names = new Map(graph.nodes.map((node) => [node.id, nameOf(node, t)]));
    const facts = new Map<string, string[]>();
    for (const { source, target, type } of graph.edges) {
      const said = facts.get(source) ?? [];
      said.push(`${t(`relation.${type}`, { defaultValue: type })} ${names.get(target)}`);
      facts.set(source, said);
    }
    return (id: string) => {
      const said = facts.get(id) ?? [];
      const rest = said.length - MOST;
      return [...said.slice(0, MOST), ...(rest > 0 ? [t('more', { count: rest })] : [])].join(', ');
    };
  }, [graph, t]);
}

function byKind(nodes: readonly GraphNode[]): [string, GraphNode[]][] {
  const kinds = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const list = kinds.get(node.kind);
    if (list) {
      list.push(node);
    } else {
      kinds.set(node.kind, [node]);
    }
  }
  return [...kinds].sort(([a], [b]) => a.localeCompare(b));
}
