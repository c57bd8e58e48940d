import { IconList, IconMaximize } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { entityPath } from '~/rest/entity';
import { Button, ButtonLink } from '~/ui/Button';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import styles from './Graph.module.css';
import { GraphCanvas } from './GraphCanvas';
import { GraphList } from './GraphList';
import { graphPath } from './graphPath';
import { useGraph } from './useGraph';

interface Props {
  rootRefs: readonly string[];
  depth?: number;
  height?: number;
  /** Nothing but the picture; the list is there for screen readers only. */
  compact?: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/** A small live picture of what entities have to do with others. A click leads to the entity. */
export function RelationsGraph({ rootRefs, depth = 1, height = 320, compact }: Props) {
  const { t } = useTranslation('graph');
  const navigate = useNavigate();
  const [asList, setAsList] = useState(false);
  const roots = rootRefs.join(' ');
  const options = useMemo(
    () => ({
      roots: roots ? roots.split(' ') : [],
      depth,
      expanded: NONE,
      kinds: NONE,
      relations: NONE,
      groupFrom: 6,
      simplify: true,
      limit: 200,
    }),
    [roots, depth],
  );
  const { data, error, refetch } = useGraph(options);
  // A click leads away from here, so nothing can be opened in place.
  const graph = useMemo(
    () => data && { ...data, nodes: data.nodes.map((node) => ({ ...node, hidden: 0 })) },
    [data],
  );
  if (error) {
    return <ErrorCard error={error} onRetry={() => void refetch()} />;
  }
  if (!graph) {
    return (
      <div className={styles.small} style={{ height }}>
        <Skeleton lines={6} height={20} />
      </div>
    );
  }
  const open = (id: string) => {
    const node = graph.nodes.find((one) => one.id === id);
    // A group of entities has no page of its own; the full graph opens it.
    void navigate(node?.ref ? entityPath(node.ref) : graphPath(rootRefs, { expanded: [id] }));
  };
  const picture = (
    <GraphCanvas
      graph={graph}
      direction="LR"
      label={t('picture', { nodes: graph.nodes.length, edges: graph.edges.length })}
      still
      onNode={open}
    />
  );
  return (
    <div className={styles.small} style={{ height }}>
      {asList ? (
        <div className={styles.smallList}>
          <GraphList graph={graph} />
        </div>
      ) : (
        picture
      )}
      {compact ? (
        <div className="cb-visually-hidden">
          <GraphList graph={graph} />
        </div>
      ) : (
        <div className={styles.smallBar}>
          <Button
            variant="quiet"
            label={asList ? t('asGraph') : t('asList')}
            aria-pressed={asList}
            icon={<IconList />}
            onClick={() => setAsList(!asList)}
          />
          <ButtonLink
            variant="quiet"
            label={t('open')}
            to={graphPath(rootRefs)}
            icon={<IconMaximize />}
          />
        </div>
      )}
    </div>
  );
}
