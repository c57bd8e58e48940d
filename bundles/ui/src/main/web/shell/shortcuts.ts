import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Overlay } from './overlay';

const GO: Record<string, string> = {
  h: '/',
  c: '/catalog',
  a: '/api-docs',
  n: '/create',
  d: '/docs',
  s: '/search',
  p: '/admin/plugins',
};

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable="true"]');

/** The keys that work on every page. Pages mark their own search field with `data-search`. */
export function useShortcuts(open: (overlay: Overlay) => void) {
  const navigate = useNavigate();
  useEffect(() => {
    let went = 0;
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
        return;
      }
      const target = Date.now() - went < 1500 ? GO[event.key] : undefined;
      went = event.key === 'g' ? Date.now() : 0;
      if (target) {
        event.preventDefault();
        void navigate(target);
      } else if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('[data-search]');
        event.preventDefault();
        if (field) {
          field.focus();
        } else {
          open('palette');
        }
      } else if (event.key === '?') {
        open('shortcuts');
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [navigate, open]);
}
