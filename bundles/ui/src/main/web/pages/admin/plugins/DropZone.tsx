import { IconPlug } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Dialogs.module.css';

/** Takes files that are dropped anywhere on the page, and says so while they hover. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('admin');
  const [hovers, setHovers] = useState(false);
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
  });
  useEffect(() => {
    let depth = 0;
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const move = (step: number) => (event: DragEvent) => {
      if (withFiles(event)) {
        event.preventDefault();
        depth = Math.max(0, depth + step);
        setHovers(depth > 0);
      }
    };
    const enter = move(1);
    const leave = move(-1);
    const over = move(0);
    const drop = (event: DragEvent) => {
      if (withFiles(event)) {
        event.preventDefault();
        depth = 0;
        setHovers(false);
        take.current([...(event.dataTransfer?.files ?? [])]);
      }
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return hovers ? (
    <div className={styles.drop}>
      <div className={styles.dropBox}>
        <IconPlug aria-hidden size={40} stroke={1.4} />
        <strong>{t('plugins.drop')}</strong>
        <span>{t('plugins.dropText')}</span>
      </div>
    </div>
  ) : null;
}
