import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/Button';
import { Dialog } from '~/ui/Dialog';
import { Checkbox } from '~/ui/Field';
import type { Widget } from './HomePage';
import styles from './widgets.module.css';

interface Props {
  widgets: Widget[];
  hidden: string[];
  onChange: (layout: { order: string[]; hidden: string[] }) => void;
  onClose: () => void;
}

/** Which widgets show, and in which order; kept for the user. */
export function Arrange({ widgets, hidden, onChange, onClose }: Props) {
  const { t } = useTranslation('home');
  const order = widgets.map(({ id }) => id);
  const move = (index: number, step: number) => {
    const next = [...order];
    const [id] = next.splice(index, 1);
    next.splice(index + step, 0, id!);
    onChange({ order: next, hidden });
  };
  const toggle = (id: string) =>
    onChange({
      order,
      hidden: hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id],
    });
  return (
    <Dialog title={t('arrange.title')} size="small" onClose={onClose}>
      <ul className={styles.arrange}>
        {widgets.map(({ id, title }, index) => (
          <li key={id}>
            <Checkbox label={title} checked={!hidden.includes(id)} onChange={() => toggle(id)} />
            <span>
              <Button
                variant="quiet"
                label={t('arrange.up', { title })}
                icon={<IconArrowUp />}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <Button
                variant="quiet"
                label={t('arrange.down', { title })}
                icon={<IconArrowDown />}
                disabled={index === widgets.length - 1}
                onClick={() => move(index, 1)}
              />
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
