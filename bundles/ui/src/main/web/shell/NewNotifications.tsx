import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { safeUrl } from '~/rest/entity';
import { readNotification } from '~/rest/notifications';
import { onConnect, subscribe } from '~/rest/signals';
import { toast } from '~/ui/toast';

/** Tells of a new notification while another page is open, and keeps counts and lists fresh. */
export function NewNotifications() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const elsewhere = useRef(true);
  useEffect(() => {
    elsewhere.current = !pathname.startsWith('/notifications');
  }, [pathname]);
  useEffect(() => {
    const reread = () => void client.invalidateQueries({ queryKey: ['notifications'] });
    const show = async (id: string) => {
      const { payload } = await readNotification(id);
      const link = safeUrl(payload.link ?? undefined);
      toast(payload.title, {
        tone: payload.severity === 'critical' ? 'red' : 'neutral',
        action: {
          label: t('nav.open'),
          run: () => {
            if (link && !link.startsWith('/')) {
              window.open(link, '_blank', 'noopener');
            } else {
              void navigate(link ?? '/notifications');
            }
          },
        },
      });
    };
    const stopListening = subscribe('notifications', (message) => {
      reread();
      const id = message['notification_id'];
      if (message['action'] === 'new_notification' && typeof id === 'string' && elsewhere.current) {
        // It may have been read or deleted meanwhile; the list tells then.
        show(id).catch(() => undefined);
      }
    });
    const stopWatching = onConnect(reread);
    return () => {
      stopListening();
      stopWatching();
    };
  }, [client, navigate, t]);
  return null;
}
