import { QueryObserver } from '@tanstack/react-query';
import i18next from 'i18next';
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { api } from '~/rest/client';
import type { Entity } from '~/rest/entity';
import { queryClient } from '~/rest/queryClient';
import type { Content } from '../types';
import { addressFor, at } from '../values';
import { make } from './base';
import { cell } from './cells';

const LIMIT = 20;

/**
 * `<cb-view>` with the properties `content` and `entity`: what a plugin declares in its `ui.json` instead of writing
 * an element. Asks for its data as the user, and again when the window comes back.
 */
export class ViewElement extends HTMLElement {
  #content?: Content;
  #entity?: Entity;
  #asked?: string;
  #stop?: () => void;
  #markdown?: Root;

  set content(content: Content) {
    this.#content = content;
    this.begin();
  }

  set entity(entity: Entity | undefined) {
    this.#entity = entity;
    this.begin();
  }

  connectedCallback() {
    this.begin();
  }

  disconnectedCallback() {
    this.#stop?.();
    this.#stop = undefined;
    this.#asked = undefined;
  }

  private begin() {
    const content = this.#content;
    if (!this.isConnected || !content) {
      return;
    }
    if (!content.url) {
      this.show(content, this.#entity);
      return;
    }
    const path = addressFor(content.url, this.#entity);
    if (!path) {
      this.replaceChildren(this.empty(content));
      return;
    }
    if (path !== this.#asked) {
      this.#stop?.();
      this.#asked = path;
      this.#stop = this.ask(content, path);
    }
  }

  private ask(content: Content, path: string): () => void {
    const observer = new QueryObserver(queryClient, {
      queryKey: ['ui', 'view', path],
      queryFn: ({ signal }) => api.get<unknown>(belowApi(path), { signal }),
      refetchInterval: content.refreshSeconds ? content.refreshSeconds * 1000 : false,
    });
    const update = ({ data, error }: { data: unknown; error: Error | null }) => {
      if (error && data === undefined) {
        this.replaceChildren(this.failure(error, () => void observer.refetch()));
      } else if (data === undefined) {
        this.replaceChildren(document.createElement('cb-skeleton'));
      } else {
        this.show(content, data);
      }
    };
    update(observer.getCurrentResult());
    return observer.subscribe(update);
  }

  private show(content: Content, data: unknown) {
    if (['list', 'table', 'chart'].includes(content.type)) {
      const found = at(data, content.items ?? '');
      const items = Array.isArray(found) ? found : [];
      this.replaceChildren(
        items.length > 0
          ? many(content, items.slice(0, content.limit ?? LIMIT))
          : this.empty(content),
      );
      return;
    }
    if (content.fields.every((field) => at(data, field.value) === undefined)) {
      this.replaceChildren(this.empty(content));
    } else if (content.type === 'markdown') {
      void this.write(String(at(data, content.fields[0]!.value) ?? ''));
    } else {
      this.replaceChildren(...one(content, data));
    }
  }

  private async write(text: string) {
    const { Markdown } = await import('~/ui/Markdown');
    const place = make('div');
    this.replaceChildren(place);
    this.#markdown?.unmount();
    this.#markdown = createRoot(place);
    this.#markdown.render(createElement(Markdown, { text, headings: 3 }));
  }

  private empty({ empty }: Content): Node {
    return make('p', { className: 'cb-nothing' }, empty ?? i18next.t('view.empty'));
  }

  private failure({ message }: Error, retry: () => void): Node {
    const button = document.createElement('cb-button');
    button.slot = 'action';
    button.textContent = i18next.t('state.retry');
    button.addEventListener('click', retry);
    const card = document.createElement('cb-error');
    card.setAttribute('heading', i18next.t('error.title'));
    card.append(message, button);
    return card;
  }
}

/** Only the REST API is asked: what an entity says cannot lead elsewhere. */
function belowApi(path: string): string {
  const { pathname, search } = new URL(path, location.origin);
  if (!pathname.startsWith('/api/')) {
    throw new Error(`${path} is not of the REST API`);
  }
  return pathname.slice('/api'.length) + search;
}

function one({ type, fields }: Content, data: unknown): Node[] {
  const [first, ...rest] = fields;
  const facts = (type === 'status' ? rest : fields).map((field) => [
    field.title ?? '',
    cell(field, data),
  ]);
  const values = Object.assign(document.createElement('cb-key-values'), { items: facts });
  if (type !== 'status') {
    return [values];
  }
  const state = make(
    'p',
    { className: 'cb-state' },
    cell({ as: 'status', ...first! }, data) as Node,
  );
  return facts.length > 0 ? [state, values] : [state];
}

function many({ type, fields }: Content, items: unknown[]): Node {
  const rows = items.map((item) => fields.map((field) => cell(field, item)));
  switch (type) {
    case 'table':
      return Object.assign(document.createElement('cb-table'), {
        columns: fields.map(({ title, as }) => ({
          title,
          align: as === 'number' ? 'end' : 'start',
        })),
        rows,
      });
    case 'chart':
      return Object.assign(document.createElement('cb-chart'), {
        items: items.map((item) => [
          cell(fields[0]!, item),
          Number(at(item, fields[1]!.value)) || 0,
        ]),
      });
    default:
      return Object.assign(document.createElement('cb-list'), { items: rows });
  }
}
