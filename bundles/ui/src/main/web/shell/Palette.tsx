import { IconArrowRight, IconHistory, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '~/rest/client';
import { signOut } from '~/rest/session';
import { useContributed } from '~/contributions/contributions';
import { recentSearches, rememberSearch } from '~/pages/search/recent';
import { cx } from '~/ui/cx';
import { KindIcon } from '~/ui/KindIcon';
import styles from './Palette.module.css';
import { setTheme } from './theme';

interface Found {
  type: string;
  document: { title: string; text: string; location: string; kind?: string; entityTitle?: string };
}

interface Entry {
  id: string;
  title: string;
  hint?: string;
  kind?: string;
  /** It was looked for before. */
  recent?: boolean;
  run: () => void;
}

/** Finds things and runs actions by name, from everywhere. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [selected, setSelected] = useState(0);
  const list = useId();
  const term = useDeferredValue(text.trim());
  const contributed = useContributed('nav');
  const { data: found } = useQuery<Found[]>({
    queryKey: ['search', 'palette', term],
    enabled: term.length > 0,
    placeholderData: (before) => before,
    queryFn: ({ signal }) =>
      api
        .get<{ results: Found[] }>('/search/query', { params: { term, pageLimit: 8 }, signal })
        .then((answer) => answer.results),
  });
  const go = (path: string) => () => {
    onClose();
    void navigate(path);
  };
  const commands: Entry[] = [
    { id: 'home', title: t('nav.home'), run: go('/') },
    { id: 'catalog', title: t('nav.catalog'), run: go('/catalog') },
    { id: 'create', title: t('nav.create'), run: go('/create') },
    { id: 'docs', title: t('nav.docs'), run: go('/docs') },
    { id: 'apis', title: t('nav.apis'), run: go('/api-docs') },
    { id: 'graph', title: t('nav.graph'), run: go('/catalog-graph') },
    { id: 'settings', title: t('nav.settings'), run: go('/settings') },
    { id: 'plugins', title: t('nav.plugins'), run: go('/admin/plugins') },
    { id: 'audit', title: t('nav.audit'), run: go('/admin/audit') },
    ...contributed.map(({ id, title, path }) => ({ id: `nav:${id}`, title, run: go(path) })),
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: theme,
      title: t(`theme.${theme}`),
      run: () => {
        setTheme(theme);
        onClose();
      },
    })),
    { id: 'sign-out', title: t('nav.signOut'), run: () => void signOut() },
  ];
  const words = term.toLowerCase();
  const [recent] = useState(recentSearches);
  const results: Entry[] = term
    ? (found ?? []).map(({ document, type }, index) => ({
        id: `found:${index}`,
        title: document.title,
        hint: type === 'techdocs' ? document.entityTitle : (document.kind ?? type),
        kind: type === 'techdocs' ? 'docs' : (document.kind ?? type),
        run: () => {
          rememberSearch(term);
          go(document.location)();
        },
      }))
    : recent.slice(0, 3).map((past) => ({
        id: `recent:${past}`,
        title: past,
        recent: true,
        run: () => setText(past),
      }));
  const entries = [
    ...results,
    ...commands.filter(({ title }) => title.toLowerCase().includes(words)),
    ...(term
      ? [
          {
            id: 'all',
            title: `${t('nav.search')}: ${term}`,
            run: go(`/search?query=${encodeURIComponent(term)}`),
          },
        ]
      : []),
  ];
  const current = Math.min(selected, entries.length - 1);
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) {
      event.preventDefault();
      setSelected((current + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      entries[current]?.run();
    }
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={styles.overlay}
    >
      <Modal className={styles.modal}>
        <AriaDialog aria-label={t('search.open')} className={styles.dialog}>
          <div className={styles.field}>
            <IconSearch aria-hidden size={18} />
            <input
              autoFocus
              role="combobox"
              aria-label={t('search.open')}
              aria-expanded
              aria-controls={list}
              aria-activedescendant={entries[current] && `${list}-${entries[current].id}`}
              placeholder={t('search.open')}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setSelected(0);
              }}
              onKeyDown={pressed}
            />
          </div>
          <ul role="listbox" id={list} aria-label={t('search.open')} className={styles.list}>
            {entries.map((entry, index) => (
              <li
                key={entry.id}
                id={`${list}-${entry.id}`}
                role="option"
                aria-selected={index === current}
                className={cx(styles.entry, index === current && styles.current)}
                onPointerMove={() => setSelected(index)}
                onClick={entry.run}
              >
                {entry.kind ? (
                  <KindIcon kind={entry.kind} />
                ) : entry.recent ? (
                  <IconHistory aria-hidden size={16} />
                ) : (
                  <IconArrowRight aria-hidden size={16} />
                )}
                <span>{entry.title}</span>
                {entry.hint && <small>{entry.hint}</small>}
              </li>
            ))}
          </ul>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
