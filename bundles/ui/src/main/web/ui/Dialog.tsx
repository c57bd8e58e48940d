import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { cx } from './cx';
import styles from './Dialog.module.css';

interface Props {
  title: ReactNode;
  onClose: () => void;
  size?: 'small' | 'medium' | 'large';
  /** The buttons at the end: the one that does it last. */
  footer?: ReactNode;
  children: ReactNode;
}

/** A dialog over the page. Shown while it is rendered; Escape and a click beside it close it. */
export function Dialog({ title, onClose, size = 'medium', footer, children }: Props) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={styles.overlay}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog className={styles.dialog}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
            <Button variant="quiet" label={t('state.close')} icon={<IconX />} onClick={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
