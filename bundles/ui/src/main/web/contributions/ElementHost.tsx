import { useQuery } from '@tanstack/react-query';
import { Component, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Entity } from '~/rest/entity';
import { useTheme } from '~/shell/theme';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import { apisOf } from './apis';
import { followLinks } from './links';
import { elementOf } from './modules';
import type { PluginUi, ShownItem } from './types';

interface Props {
  item: ShownItem & { plugin: PluginUi };
  entity?: Entity;
  /** Further properties that the place hands to the element. */
  properties?: Record<string, unknown>;
}

/**
 * Shows a custom element of a plugin, or what the plugin declares instead. It gets the properties `entity`, `apis` and
 * `theme`; whatever goes wrong in it stays in its place and says whose it is.
 */
export function ElementHost({ item, entity, properties }: Props) {
  const { t } = useTranslation();
  const { plugin, content } = item;
  const { data: name, error } = useQuery({
    queryKey: ['ui', 'element', plugin.base, item.module, item.element],
    queryFn: () => shownBy(item),
    staleTime: Infinity,
    retry: false,
  });
  const all = useMemo(
    () => ({ ...properties, ...(content && { content }) }),
    [properties, content],
  );
  const title = t('error.contribution', { plugin: plugin.name });
  if (error) {
    return <ErrorCard title={title} error={error} />;
  }
  return (
    <Contained title={title} key={name}>
      {name ? (
        <Mounted name={name} plugin={plugin} entity={entity} properties={all} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Contained>
  );
}

/** The name of the element that shows an item. Those of the portal come along: elements of plugins are made of them. */
async function shownBy({ plugin, module, element }: Props['item']): Promise<string> {
  const [name] = await Promise.all([
    module && element ? elementOf(plugin, module, element) : 'cb-view',
    import('./elements'),
  ]);
  return name;
}

interface MountedProps {
  name: string;
  plugin: PluginUi;
  entity?: Entity;
  properties?: Record<string, unknown>;
}

function Mounted({ name, plugin, entity, properties }: MountedProps) {
  const place = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLElement>(undefined);
  const navigate = useNavigate();
  const theme = useTheme();
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    const created = document.createElement(name);
    const apis = apisOf(plugin, (path) => void navigate(path));
    element.current = created;
    setFailure(
      guarded(() => {
        Object.assign(created, { apis });
        place.current?.append(created);
      }),
    );
    return () => created.remove();
  }, [name, plugin, navigate]);
  useEffect(() => {
    const current = element.current;
    const found = guarded(() =>
      Object.assign(current ?? {}, { entity, theme: theme.resolved, ...properties }),
    );
    if (found) {
      setFailure(found);
    }
  }, [entity, theme.resolved, properties]);
  if (failure) {
    throw failure;
  }
  // A link is a link without this; it only keeps the page from being loaded anew.
  useEffect(() => followLinks(place.current!, (path) => void navigate(path)), [navigate]);
  return <div ref={place} data-plugin={plugin.id} />;
}

/** What an element throws in its callbacks is reported to the window, not to whoever puts it into the page. */
function guarded(action: () => void): Error | undefined {
  let found: unknown;
  const heard = (event: ErrorEvent) => {
    found ??= event.error ?? new Error(event.message);
  };
  window.addEventListener('error', heard);
  try {
    action();
  } catch (thrown) {
    found ??= thrown;
  } finally {
    window.removeEventListener('error', heard);
  }
  return found === undefined || found instanceof Error ? found : new Error(String(found));
}

class Contained extends Component<{ title: string; children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? (
      <ErrorCard title={this.props.title} error={this.state.error} />
    ) : (
      this.props.children
    );
  }
}
