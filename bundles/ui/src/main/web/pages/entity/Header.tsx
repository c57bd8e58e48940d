import {
  IconCode,
  IconCopy,
  IconEdit,
  IconRefresh,
  IconSearch,
  IconTrash,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forEntity, useContributed } from '~/contributions/contributions';
import { ElementHost } from '~/contributions/ElementHost';
import { useRefreshEntity } from '~/rest/catalog';
import { displayName, type Entity, entityRef, relationsOf, safeUrl } from '~/rest/entity';
import { useAllowed } from '~/rest/permissions';
import { Button, ButtonLink } from '~/ui/Button';
import { Dialog } from '~/ui/Dialog';
import { EntityLink } from '~/ui/EntityLink';
import { KindIcon } from '~/ui/KindIcon';
import { type Action, Menu } from '~/ui/Menu';
import { StarButton } from '~/ui/StarButton';
import { Status, type Tone } from '~/ui/Tag';
import { toast } from '~/ui/toast';
import styles from './Header.module.css';
import { annotationUrl } from './sources';

const InspectDialog = lazy(() => import('./InspectDialog'));
const UnregisterDialog = lazy(() => import('./UnregisterDialog'));

export function Heading({ entity }: { entity: Entity }) {
  const { t } = useTranslation(['entity', 'catalog']);
  const { kind, spec } = entity;
  return (
    <div className={styles.heading}>
      <p className={styles.kind}>
        <KindIcon kind={kind} />
        {t(`catalog:kind.${kind.toLowerCase()}`, { defaultValue: kind })}
        {typeof spec?.type === 'string' && ` — ${spec.type}`}
      </p>
      <h1>
        {displayName(entity)}{' '}
        <StarButton entityRef={entityRef(entity)} name={displayName(entity)} />
      </h1>
    </div>
  );
}

const LIFECYCLES: Record<string, Tone> = {
  production: 'green',
  experimental: 'blue',
  deprecated: 'amber',
};

/** The answer most people came for: whose it is, and in which state. */
export function Facts({ entity }: { entity: Entity }) {
  const { t } = useTranslation(['entity', 'catalog']);
  const owners = relationsOf(entity, 'ownedBy');
  const systems = relationsOf(entity, 'partOf');
  const lifecycle = entity.spec?.lifecycle;
  return (
    <dl className={styles.facts}>
      {owners.length > 0 && (
        <div>
          <dt>{t('fact.owner')}</dt>
          <dd>
            {owners.map((ref) => (
              <EntityLink key={ref} entityRef={ref} defaultKind="group" />
            ))}
          </dd>
        </div>
      )}
      {systems.length > 0 && (
        <div>
          <dt>{t('fact.partOf')}</dt>
          <dd>
            {systems.map((ref) => (
              <EntityLink key={ref} entityRef={ref} />
            ))}
          </dd>
        </div>
      )}
      {typeof lifecycle === 'string' && (
        <div>
          <dt>{t('fact.lifecycle')}</dt>
          <dd>
            <Status tone={LIFECYCLES[lifecycle] ?? 'neutral'}>{lifecycle}</Status>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What one can do with the entity: the frequent in sight, the rest in a menu. */
export function Actions({ entity }: { entity: Entity }) {
  const { t } = useTranslation(['entity', 'catalog']);
  const ref = entityRef(entity);
  const refresh = useRefreshEntity();
  const mayRefresh = useAllowed('catalog.entity.refresh', ref);
  const mayDelete = useAllowed('catalog.entity.delete', ref);
  const [dialog, setDialog] = useState<string>();
  const items = forEntity(useContributed('entityMenuItems'), entity);
  const item = items.find(({ plugin, id }) => dialog === `${plugin.id}:${id}`);
  const source = safeUrl(annotationUrl(entity, 'view'));
  const edit = safeUrl(annotationUrl(entity, 'edit'));
  const close = () => setDialog(undefined);
  const copy = async () => {
    await navigator.clipboard.writeText(ref);
    toast(t('shell:state.copied'));
  };
  const actions: Action[] = [
    {
      id: 'inspect',
      label: t('action.inspect'),
      icon: <IconSearch />,
      run: () => setDialog('inspect'),
    },
    { id: 'copy', label: t('action.copy'), icon: <IconCopy />, run: () => void copy() },
    ...(edit
      ? [
          {
            id: 'edit',
            label: t('action.edit'),
            icon: <IconEdit />,
            run: () => void window.open(edit, '_blank', 'noopener'),
          },
        ]
      : []),
    ...items.map((one) => ({
      id: `${one.plugin.id}:${one.id}`,
      label: one.title ?? one.id,
      run: () => setDialog(`${one.plugin.id}:${one.id}`),
    })),
    ...(mayDelete
      ? [
          {
            id: 'unregister',
            label: t('action.unregister'),
            icon: <IconTrash />,
            danger: true,
            run: () => setDialog('unregister'),
          },
        ]
      : []),
  ];
  return (
    <>
      {source && (
        <ButtonLink to={source} icon={<IconCode />}>
          {t('action.source')}
        </ButtonLink>
      )}
      {mayRefresh && (
        <Button
          icon={<IconRefresh />}
          label={t('action.refresh')}
          busy={refresh.isPending}
          onClick={() =>
            refresh.mutate(ref, { onSuccess: () => toast(t('refreshed'), { tone: 'green' }) })
          }
        />
      )}
      <Menu label={t('action.more')} actions={actions} />
      <Suspense fallback={null}>
        {dialog === 'inspect' && <InspectDialog entity={entity} onClose={close} />}
        {dialog === 'unregister' && <UnregisterDialog entity={entity} onClose={close} />}
      </Suspense>
      {item && (
        <Dialog title={item.title ?? item.id} onClose={close}>
          <ElementHost item={item} entity={entity} />
        </Dialog>
      )}
    </>
  );
}
