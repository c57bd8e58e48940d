import type { Core, EventObject } from 'cytoscape';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTheme } from '~/shell/theme';
import { ErrorCard } from '~/ui/ErrorCard';
import { prepare } from './arranged';
import { draw, isLarge, SMALLEST } from './drawing';
import type { Direction } from './layout';
import type { Graph } from './model';
import { readTokens } from './style';
import styles from './Graph.module.css';

export interface CanvasHandle {
  fit: () => void;
  zoom: (factor: number) => void;
  png: () => Promise<Blob>;
}

interface Props {
  graph: Graph;
  direction: Direction;
  /** What the picture shows, for those who do not see it. */
  label: string;
  /** The page scrolls over it; nothing is zoomed by accident. */
  still?: boolean;
  chosen?: readonly string[];
  path?: ReadonlySet<string>;
  onNode: (id: string, part: 'body' | 'badge', event: MouseEvent) => void;
  onBackground?: () => void;
  /** Told whether the graph is drawn: a picture of one that is not is empty. */
  onDrawn?: (drawn: boolean) => void;
  ref?: Ref<CanvasHandle>;
}

const load = async () => {
  prepare();
  return (await import('cytoscape')).default;
};
let library: ReturnType<typeof load> | undefined;

/** Draws a graph on a canvas. The same facts as text are the business of whoever shows it. */
export function GraphCanvas(props: Props) {
  const { graph, direction, label, still, chosen, path, ref } = props;
  const { t } = useTranslation('graph');
  const theme = useTheme();
  const large = isLarge(graph);
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const anchor = useRef<{ id: string; x: number; y: number }>(undefined);
  const [cy, setCy] = useState<Core>();
  const [drawn, setDrawn] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    let core: Core | undefined;
    let gone = false;
    library ??= load();
    library
      .then((cytoscape) => {
        if (gone || !place.current) {
          return;
        }
        core = cytoscape({
          container: place.current,
          userZoomingEnabled: !still,
          boxSelectionEnabled: false,
          autounselectify: true,
          minZoom: SMALLEST,
          maxZoom: 2.5,
          hideEdgesOnViewport: large,
          textureOnViewport: large,
          pixelRatio: large ? 1 : 'auto',
        });
        listen(core, latest, anchor);
        setCy(core);
      })
      .catch(setFailure);
    return () => {
      gone = true;
      core?.destroy();
      setCy(undefined);
    };
  }, [still, large]);

  useEffect(() => {
    if (!cy) {
      return;
    }
    const stop = new AbortController();
    setDrawn(false);
    draw(cy, graph, direction, t, anchor.current, stop.signal)
      .then((whole) => {
        if (whole) {
          anchor.current = undefined;
          mark(cy, latest.current);
          setDrawn(true);
        }
      })
      .catch((reason: unknown) => !stop.signal.aborted && setFailure(reason));
    return () => stop.abort();
  }, [cy, graph, direction, theme, t]);

  useEffect(() => {
    if (cy) {
      mark(cy, { chosen, path });
    }
  }, [cy, chosen, path]);

  useEffect(() => latest.current.onDrawn?.(drawn), [drawn]);

  useImperativeHandle(
    ref,
    () => ({
      fit: () => cy && fit(cy),
      zoom: (factor) =>
        cy?.zoom({
          level: cy.zoom() * factor,
          renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
        }),
      png: async () =>
        (await cy?.png({
          output: 'blob-promise',
          full: true,
          scale: 2,
          maxWidth: 12_000,
          maxHeight: 12_000,
          bg: readTokens().surface,
        })) ?? new Blob(),
    }),
    [cy],
  );

  return failure ? (
    <ErrorCard error={failure} />
  ) : (
    <div className={styles.canvas} ref={place} role="img" aria-label={label} aria-busy={!drawn} />
  );
}

function listen(
  cy: Core,
  latest: { current: Props },
  anchor: { current: { id: string; x: number; y: number } | undefined },
) {
  cy.on('tap', 'node', (event: EventObject) => {
    const node = event.target;
    const edge = node.position('x') + node.width() / 2;
    const isBadge = node.data('hidden') > 0 && event.position.x > edge - 42;
    anchor.current = isBadge ? { id: node.id(), ...node.renderedPosition() } : undefined;
    latest.current.onNode(
      node.id(),
      isBadge ? 'badge' : 'body',
      event.originalEvent as unknown as MouseEvent,
    );
  });
  cy.on('tap', (event: EventObject) => {
    if (event.target === cy) {
      latest.current.onBackground?.();
    }
  });
  cy.on('mouseover', 'node', ({ target }: EventObject) => {
    target.connectedEdges().addClass('near');
    cy.container()!.style.cursor = 'pointer';
  });
  cy.on('mouseout', 'node', ({ target }: EventObject) => {
    target.connectedEdges().removeClass('near');
    cy.container()!.style.cursor = '';
  });
  cy.on('resize', () => fit(cy));
}

/** Shows what is chosen, and the way between two. */
function mark(cy: Core, { chosen, path }: Pick<Props, 'chosen' | 'path'>) {
  cy.batch(() => {
    cy.elements().removeClass('chosen path dim');
    chosen?.forEach((id) => cy.getElementById(id).addClass('chosen'));
    if (path?.size) {
      const way = cy.edges().filter((edge) => path.has(edge.id()));
      way.addClass('path');
      cy.elements().not(way).not(way.connectedNodes()).addClass('dim');
    }
  });
}

/** All of it in view, yet never larger than life. */
function fit(cy: Core) {
  cy.fit(undefined, 20);
  if (cy.zoom() > 1) {
    cy.zoom(1);
    cy.center();
  }
}
