import { IconAdjustments, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useContributed } from '~/contributions/contributions';
import { ElementHost } from '~/contributions/ElementHost';
import type { Size } from '~/contributions/types';
import { portalConfig } from '~/rest/config';
import { useSession } from '~/rest/session';
import { useUserSetting } from '~/rest/settings';
import { useOpenOverlay } from '~/shell/overlay';
import { Button, ButtonLink } from '~/ui/Button';
import { Card } from '~/ui/Card';
import { Page } from '~/ui/Page';
import { Arrange } from './Arrange';
import styles from './HomePage.module.css';
import { Owned } from './Owned';
import { Recent, Starred } from './Refs';
import { Start } from './Start';
import { Tasks } from './Tasks';

export interface Widget {
  id: string;
  title: string;
  content: ReactNode;
  size?: Size;
}

/** What is one's own and wants attention, what one comes back to, and what plugins add. */
export default function HomePage() {
  // Kinds and tasks are named as on their own pages; with those texts here, no part waits for them later.
  const { t } = useTranslation(['home', 'catalog', 'create']);
  const { displayName } = useSession();
  const open = useOpenOverlay();
  const [arranging, setArranging] = useState(false);
  const [layout, setLayout] = useUserSetting<{ order: string[]; hidden: string[] }>(
    'callboard.home',
    'layout',
    { order: [], hidden: [] },
  );
  const contributed = useContributed('homeWidgets');
  const widgets: Widget[] = [
    { id: 'owned', title: t('owned.title'), content: <Owned /> },
    { id: 'start', title: t('start.title'), content: <Start /> },
    { id: 'tasks', title: t('tasks.title'), content: <Tasks /> },
    { id: 'starred', title: t('starred.title'), content: <Starred /> },
    { id: 'recent', title: t('recent.title'), content: <Recent /> },
    ...contributed.map((item) => ({
      id: `${item.plugin.id}:${item.id}`,
      title: item.title ?? item.plugin.name,
      content: <ElementHost item={item} />,
      size: item.size,
    })),
  ];
  const rank = ({ id }: Widget) => {
    const place = layout.order.indexOf(id);
    return place < 0 ? widgets.length : place;
  };
  const ordered = widgets.toSorted((a, b) => rank(a) - rank(b));
  return (
    <Page
      title={t('title')}
      heading={<h1>{displayName ? t('hello', { name: displayName }) : portalConfig.title}</h1>}
      subtitle={portalConfig.organization}
      actions={
        <>
          <Button icon={<IconSearch />} onClick={() => open('palette')}>
            {t('search')}
          </Button>
          <ButtonLink variant="primary" to="/create">
            {t('create')}
          </ButtonLink>
          <Button
            variant="quiet"
            icon={<IconAdjustments />}
            label={t('arrange.title')}
            onClick={() => setArranging(true)}
          />
        </>
      }
    >
      <div className={styles.grid}>
        {ordered
          .filter(({ id }) => !layout.hidden.includes(id))
          .map(({ id, title, content, size }) => (
            <div key={id} className={size === 'full' ? styles.full : undefined}>
              <Card title={title}>{content}</Card>
            </div>
          ))}
      </div>
      {arranging && (
        <Arrange
          widgets={ordered}
          hidden={layout.hidden}
          onChange={setLayout}
          onClose={() => setArranging(false)}
        />
      )}
    </Page>
  );
}
