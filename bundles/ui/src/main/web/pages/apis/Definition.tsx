import {
  type ComponentType,
  lazy,
  type LazyExoticComponent,
  Suspense,
  useEffect,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Entity } from '~/rest/entity';
import { CodeBlock } from '~/ui/CodeBlock';
import { EmptyState } from '~/ui/EmptyState';
import { Segments } from '~/ui/Segments';
import { Skeleton } from '~/ui/Skeleton';
import styles from './definitions/Definitions.module.css';
import { DefinitionProblem } from './definitions/parse';

interface Viewer<M> {
  language: string;
  extension: string;
  parse?: (text: string) => Promise<M>;
  View?: LazyExoticComponent<ComponentType<{ model: M; text: string }>>;
}

const viewer = <M,>(
  language: string,
  extension: string,
  parse?: (text: string) => Promise<M>,
  load?: () => Promise<{ default: ComponentType<{ model: M; text: string }> }>,
): Viewer<unknown> =>
  ({ language, extension, parse, View: load && lazy(load) }) as unknown as Viewer<unknown>;

const openapi = viewer(
  'yaml',
  'yaml',
  (text) => import('./definitions/openapi').then((module) => module.parseOpenApi(text)),
  () => import('./definitions/OpenApi'),
);

const VIEWERS: Record<string, Viewer<unknown>> = {
  openapi,
  swagger: openapi,
  asyncapi: viewer(
    'yaml',
    'yaml',
    (text) => import('./definitions/asyncapi').then((module) => module.parseAsyncApi(text)),
    () => import('./definitions/AsyncApi'),
  ),
  graphql: viewer(
    'graphql',
    'graphql',
    (text) => import('./definitions/graphql').then((module) => module.parseGraphQl(text)),
    () => import('./definitions/GraphQl'),
  ),
  grpc: viewer(
    'protobuf',
    'proto',
    (text) => import('./definitions/proto').then((module) => module.outlineOf(text)),
    () => import('./definitions/Proto'),
  ),
  trpc: viewer('typescript', 'ts'),
};
const PLAIN = viewer('', 'txt');

/** The definition of an API in the form that suits its type, and as it was written. */
export function Definition({ entity }: { entity: Entity }) {
  const { t } = useTranslation('apis');
  const [params, setParams] = useSearchParams();
  const text = entity.spec?.['definition'];
  const type = entity.spec?.type?.toLowerCase() ?? '';
  const found = VIEWERS[type] ?? PLAIN;
  const source = typeof text === 'string' ? text : '';
  const { model, problem } = useParsed(source, found);
  if (!source.trim()) {
    return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>;
  }
  const raw = !found.View || problem !== undefined || params.get('view') === 'raw';
  const json = /^\s*[{[]/.test(source) && found.language === 'yaml';
  const fileName = `${entity.metadata.name}.${json ? 'json' : found.extension}`;
  const { View } = found;
  return (
    <div className={styles.definition}>
      {View && !problem && (
        <Segments
          label={t('view.label')}
          value={raw ? 'raw' : 'rendered'}
          options={[
            { value: 'rendered', label: t('view.rendered') },
            { value: 'raw', label: t('view.raw') },
          ]}
          onChange={(view) =>
            setParams(
              (before) => {
                if (view === 'raw') {
                  before.set('view', 'raw');
                } else {
                  before.delete('view');
                }
                return before;
              },
              { replace: true },
            )
          }
        />
      )}
      {problem && <Problem problem={problem} />}
      {raw ? (
        <CodeBlock
          text={source}
          language={json ? 'json' : found.language}
          label={t('text')}
          fileName={fileName}
          numbers
          line={problem instanceof DefinitionProblem ? problem.line : undefined}
        />
      ) : (
        <Suspense fallback={<Skeleton lines={12} height={20} />}>
          {model !== undefined && View ? (
            <View model={model} text={source} />
          ) : (
            <Skeleton lines={12} height={20} />
          )}
        </Suspense>
      )}
    </div>
  );
}

function Problem({ problem }: { problem: Error }) {
  const { t } = useTranslation('apis');
  const { line, column } = problem as DefinitionProblem;
  return (
    <div role="alert" className={styles.problem}>
      <strong>
        {t('broken.title')}{' '}
        {line !== undefined &&
          t(column === undefined ? 'broken.line' : 'broken.place', { line, column })}
      </strong>
      <p>{t(`broken.${problem.message}`, { defaultValue: problem.message })}</p>
    </div>
  );
}

function useParsed(text: string, { parse }: Viewer<unknown>) {
  const [result, setResult] = useState<{ text?: string; model?: unknown; problem?: Error }>({});
  useEffect(() => {
    let gone = false;
    parse?.(text).then(
      (model) => !gone && setResult({ text, model }),
      (problem: Error) => !gone && setResult({ text, problem }),
    );
    return () => {
      gone = true;
    };
  }, [text, parse]);
  return result.text === text ? result : {};
}
