import {
  IconAffiliate,
  IconBox,
  IconCube,
  IconDatabase,
  IconFileText,
  IconMapPin,
  IconPlugConnected,
  IconTemplate,
  IconUser,
  IconUsersGroup,
  IconWorld,
} from '@tabler/icons-react';
import { cx } from './cx';
import styles from './KindIcon.module.css';

const ICONS: Record<string, typeof IconCube> = {
  component: IconCube,
  api: IconPlugConnected,
  resource: IconDatabase,
  system: IconAffiliate,
  domain: IconWorld,
  group: IconUsersGroup,
  user: IconUser,
  template: IconTemplate,
  location: IconMapPin,
  docs: IconFileText,
};

/** The icon of a kind of entity, in the hue of the kind. */
export function KindIcon({ kind, size = 16 }: { kind: string; size?: number }) {
  const name = kind.toLowerCase();
  const Icon = ICONS[name] ?? IconBox;
  return <Icon aria-hidden size={size} stroke={1.6} className={cx(styles.icon, styles[name])} />;
}
