import {
  IconAffiliate,
  IconDownload,
  IconMaximize,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { entityPath } from '~/rest/entity';
import { Button } from '~/ui/Button';
import { saveAs } from '~/rest/download';
import { EmptyState } from '~/ui/EmptyState';
import { ErrorCard } from '~/ui/ErrorCard';
import { Page } from '~/ui/Page';
import { Skeleton } from '~/ui/Skeleton';
import { GraphBar } from './GraphBar';
import { type CanvasHandle, GraphCanvas } from './GraphCanvas';
import { GraphList } from './GraphList';
import styles from './GraphPage.module.css';
import { Inspector } from './Inspector';
import { type Graph, pathBetween } from './model';
import { useGraph } from './useGraph';
import { useGraphState } from './useGraphState';

/** The graph of the catalog: begins small, grows where one asks it to. */
export default function GraphPage() {
  const { t } = useTranslation('graph');
  const state = useGraphState();
  const { data: graph, error, refetch } = useGraph(state.options);
  return (
    <Page title={t('title')} wide bar={<GraphBar state={state} />}>
      {state.roots.length === 0 ? (
        <EmptyState icon={<IconAffiliate />} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : error ? (
        <ErrorCard error={error} onRetry={() => void refetch()} />
      ) : graph ? (
        <Shown graph={graph} state={state} />
      ) : (
        <Skeleton lines={12} height={24} />
      )}
    </Page>
  );
}

function Shown({ graph, state }: { graph: Graph; state: ReturnType<typeof useGraphState> }) {
  const { t } = useTranslation('graph');
  const navigate = useNavigate();
  const canvas = useRef<CanvasHandle>(null);
  const [drawn, setDrawn] = useState(false);
  const { chosen, to, change, expanded } = state;
  const node = graph.nodes.find(({ id }) => id === chosen);
  const path = useMemo(
    () => (chosen && to ? pathBetween(graph, chosen, to) : []),
    [graph, chosen, to],
  );
  const ways = useMemo(() => new Set(path.map(({ id }) => id)), [path]);
  const marked = useMemo(() => [chosen, to].filter((id) => id !== undefined), [chosen, to]);
  const expand = (id: string) => change('expanded[]', [...expanded, id]);
  const save = () => void canvas.current?.png().then((png) => saveAs(png, 'catalog-graph.png'));
  return (
    <div className={styles.split}>
      <div className={styles.stage}>
        <GraphCanvas
          ref={canvas}
          graph={graph}
          direction={state.direction}
          label={t('picture', { nodes: graph.nodes.length, edges: graph.edges.length })}
          chosen={marked}
          path={ways}
          onNode={(id, part, event) => {
            const hit = graph.nodes.find((one) => one.id === id);
            if (part === 'badge' || hit?.members) {
              expand(id);
            } else if (event.detail > 1 && hit?.ref) {
              void navigate(entityPath(hit.ref));
            } else if (event.shiftKey && chosen && chosen !== id) {
              change('to', id);
            } else {
              change('chosen', id);
            }
          }}
          onBackground={() => change('chosen', undefined)}
          onDrawn={setDrawn}
        />
        <div className={styles.tools}>
          <Button
            label={t('zoomIn')}
            icon={<IconZoomIn />}
            onClick={() => canvas.current?.zoom(1.3)}
          />
          <Button
            label={t('zoomOut')}
            icon={<IconZoomOut />}
            onClick={() => canvas.current?.zoom(1 / 1.3)}
          />
          <Button label={t('fit')} icon={<IconMaximize />} onClick={() => canvas.current?.fit()} />
          <Button label={t('save')} icon={<IconDownload />} disabled={!drawn} onClick={save} />
        </div>
        <p className={styles.count} role="status">
          {t('count', { nodes: graph.nodes.length, edges: graph.edges.length })}
          {graph.truncated && ` ${t('truncated')}`}
        </p>
      </div>
      <aside className={styles.panel} aria-label={t('listLabel')}>
        <h2 className="cb-visually-hidden">{t('listLabel')}</h2>
        {node && (
          <Inspector
            graph={graph}
            node={node}
            to={to}
            path={path}
            onTo={(id) => change('to', id)}
            onExpand={expand}
            onRoot={(ref) => change('rootEntityRefs[]', [ref])}
            onClose={() => change('chosen', undefined)}
          />
        )}
        <GraphList
          graph={graph}
          chosen={marked}
          onChoose={(id) => change('chosen', id)}
          onExpand={expand}
        />
      </aside>
    </div>
  );
}
