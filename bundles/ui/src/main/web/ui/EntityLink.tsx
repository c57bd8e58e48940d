import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEntityPresentation } from '~/rest/catalog';
import { displayName, entityPath, fullRef, humanRef, parseRef } from '~/rest/entity';
import styles from './EntityLink.module.css';
import { KindIcon } from './KindIcon';

interface Props {
  entityRef: string;
  /** The kind that goes without saying here. */
  defaultKind?: string;
  /** What to show when it is known already; nothing is asked for then. */
  title?: string;
  icon?: boolean;
}

/** A link to an entity by its reference: its title, its icon, and its full name as a tooltip. */
export function EntityLink({ entityRef, defaultKind, title, icon = true }: Props) {
  return title === undefined ? (
    <Asked entityRef={entityRef} defaultKind={defaultKind} icon={icon} />
  ) : (
    <Shown entityRef={fullRef(entityRef, { kind: defaultKind })} title={title} icon={icon} />
  );
}

function Asked({ entityRef, defaultKind, icon }: Omit<Props, 'title'>) {
  const { t } = useTranslation();
  const ref = fullRef(entityRef, { kind: defaultKind });
  const entity = useEntityPresentation(ref);
  const title = entity ? displayName(entity) : humanRef(ref, defaultKind);
  return (
    <Shown
      entityRef={ref}
      title={title}
      icon={icon}
      missing={entity === null ? t('entity.unknown', { ref }) : undefined}
    />
  );
}

function Shown({
  entityRef,
  title,
  icon,
  missing,
}: {
  entityRef: string;
  title: string;
  icon?: boolean;
  missing?: string;
}) {
  return (
    <Link
      to={entityPath(entityRef)}
      className={missing ? styles.missing : styles.link}
      title={missing ?? entityRef}
    >
      {icon && <KindIcon kind={parseRef(entityRef).kind} />}
      <span>{title}</span>
    </Link>
  );
}
