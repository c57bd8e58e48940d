import {
  IconActivity,
  IconBell,
  IconBook,
  IconCalendarClock,
  IconChevronsLeft,
  IconChevronsRight,
  IconCirclePlus,
  IconDatabaseImport,
  IconHelpCircle,
  IconHome,
  IconLayoutList,
  IconLogout,
  IconMenu2,
  IconPlug,
  IconPlugConnected,
  IconSearch,
  IconSettings,
  IconShieldCheck,
  IconSitemap,
  IconAdjustments,
  IconBox,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { portalConfig } from '~/rest/config';
import { humanRef } from '~/rest/entity';
import { statusQuery } from '~/rest/notifications';
import { useAllowed } from '~/rest/permissions';
import { signOut, useSession } from '~/rest/session';
import { useContributed } from '~/contributions/contributions';
import { cx } from '~/ui/cx';
import { setFolded, useFolded } from './folded';
import styles from './Rail.module.css';

/** The group of the portal itself that plugins may add to. */
const OPERATE = 'operate';

interface Entry {
  to: string;
  label: string;
  icon: ReactNode;
  badge?: number;
  description?: string;
}

/** The navigation: a rail at the side, a bar at the bottom of small screens. */
export function Rail({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const { t } = useTranslation();
  const { userEntityRef, displayName } = useSession();
  const folded = useFolded();
  const [more, setMore] = useState(false);
  const unread = useUnread();
  const contributed = useContributed('nav');
  const operates = useAllowed('callboard.plugin.read');
  const main: Entry[] = [
    { to: '/', label: t('nav.home'), icon: <IconHome /> },
    { to: '/catalog', label: t('nav.catalog'), icon: <IconLayoutList /> },
    { to: '/create', label: t('nav.create'), icon: <IconCirclePlus /> },
    { to: '/docs', label: t('nav.docs'), icon: <IconBook /> },
    { to: '/api-docs', label: t('nav.apis'), icon: <IconPlugConnected /> },
    { to: '/catalog-graph', label: t('nav.graph'), icon: <IconSitemap /> },
  ];
  const operate: Entry[] = [
    { to: '/admin/plugins', label: t('nav.plugins'), icon: <IconPlug /> },
    { to: '/admin/health', label: t('nav.health'), icon: <IconActivity /> },
    { to: '/admin/ingestion', label: t('nav.ingestion'), icon: <IconDatabaseImport /> },
    { to: '/admin/config', label: t('nav.configuration'), icon: <IconAdjustments /> },
    { to: '/admin/schedules', label: t('nav.scheduled'), icon: <IconCalendarClock /> },
    { to: '/admin/audit', label: t('nav.audit'), icon: <IconShieldCheck /> },
  ];
  const own: Entry[] = [
    {
      to: '/notifications',
      label: t('nav.notifications'),
      icon: <IconBell />,
      badge: unread,
      description: unread ? t('nav.notificationsUnread', { count: unread }) : undefined,
    },
    { to: '/settings', label: t('nav.settings'), icon: <IconSettings /> },
  ];
  const fold = () => setFolded(!folded);
  const groups = [...new Set(contributed.map(({ group }) => group ?? ''))].filter(
    (group) => group !== OPERATE,
  );
  const inGroup = (group: string) =>
    contributed
      .filter((item) => (item.group ?? '') === group)
      .map(({ path, title, icon, plugin }) => ({
        to: path,
        label: title,
        icon: icon ? <img src={`${plugin.base}/${icon}`} alt="" /> : <IconBox />,
      }));
  const operators = [...(operates ? operate : []), ...inGroup(OPERATE)];
  const shut = () => setMore(false);
  return (
    <nav
      aria-label={t('nav.label')}
      className={cx(styles.rail, folded && styles.folded, more && styles.open)}
    >
      <div className={styles.brand}>
        <NavLink to="/" className={styles.title} title={portalConfig.title}>
          <img src="/mark.svg" alt="" width={24} height={24} />
          <span>{portalConfig.title}</span>
        </NavLink>
      </div>
      <button type="button" className={styles.search} onClick={onSearch} title={t('search.open')}>
        <IconSearch aria-hidden />
        <span>{t('search.open')}</span>
        <kbd>{t('search.hint')}</kbd>
      </button>
      <Group entries={main} onGo={shut} />
      {groups.map((group) => (
        <Group key={group} title={group || undefined} onGo={shut} entries={inGroup(group)} />
      ))}
      {operators.length > 0 && <Group title={t('nav.admin')} entries={operators} onGo={shut} />}
      <div className={styles.foot}>
        <Group entries={own} onGo={shut}>
          <li>
            <button type="button" className={styles.link} onClick={onHelp} title={t('nav.help')}>
              <IconHelpCircle aria-hidden />
              <span>{t('nav.help')}</span>
            </button>
          </li>
        </Group>
        <div className={styles.user}>
          <span title={userEntityRef}>
            {displayName ??
              (userEntityRef ? humanRef(userEntityRef, 'user') : t('signIn.tokenLabel'))}
          </span>
          <button
            type="button"
            onClick={() => void signOut()}
            title={t('nav.signOut')}
            aria-label={t('nav.signOut')}
          >
            <IconLogout aria-hidden />
          </button>
          <button
            type="button"
            onClick={fold}
            className={styles.fold}
            aria-pressed={folded}
            aria-label={t(folded ? 'nav.expand' : 'nav.collapse')}
            title={t(folded ? 'nav.expand' : 'nav.collapse')}
          >
            {folded ? <IconChevronsRight aria-hidden /> : <IconChevronsLeft aria-hidden />}
          </button>
        </div>
      </div>
      <button
        type="button"
        className={styles.more}
        aria-expanded={more}
        onClick={() => setMore(!more)}
      >
        <IconMenu2 aria-hidden />
        <span>{t('nav.more')}</span>
      </button>
    </nav>
  );
}

interface GroupProps {
  title?: string;
  entries: Entry[];
  onGo: () => void;
  /** What is no page, below the entries. */
  children?: ReactNode;
}

function Group({ title, entries, onGo, children }: GroupProps) {
  return (
    <div className={styles.group}>
      {title && <p className={styles.groupTitle}>{title}</p>}
      <ul>
        {entries.map(({ to, label, icon, badge, description }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === '/'}
              onClick={onGo}
              title={label}
              className={({ isActive }) => cx(styles.link, isActive && styles.active)}
            >
              {icon}
              <span aria-hidden={description ? true : undefined}>{label}</span>
              {description && <span className="cb-visually-hidden">{description}</span>}
              {badge ? (
                <b aria-hidden className={styles.badge}>
                  {badge > 99 ? '99+' : badge}
                </b>
              ) : null}
            </NavLink>
          </li>
        ))}
        {children}
      </ul>
    </div>
  );
}

/** How many notifications wait; NewNotifications keeps it fresh. */
function useUnread(): number {
  const { userEntityRef } = useSession();
  const { data } = useQuery({ ...statusQuery, enabled: userEntityRef !== '' });
  return data?.unread ?? 0;
}
