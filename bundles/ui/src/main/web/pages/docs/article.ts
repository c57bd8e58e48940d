import DOMPurify from 'dompurify';
import { safeUrl } from '~/rest/entity';
import type { NavItem, SiteHeading } from './site';

/** What a page of a site is for a reader. */
export interface Article {
  /** Cleaned; safe to be put into the page. */
  html: string;
  headings: SiteHeading[];
  editUrl?: string;
  /** The location to go to instead. */
  redirect?: string;
  /** The contents as the page itself shows them, for sites without an outline. */
  nav: NavItem[];
}

interface Place {
  location: string;
  /** The address of a page of the site, by location and fragment. */
  page: (location: string, hash: string) => string;
  /** The address of any other file of the site. */
  file: (path: string) => string;
}

// Only a stand-in: addresses are resolved against it and what stays below it belongs to the site.
const SITE = 'https://site.invalid/';

/** Takes the article out of a page, makes its addresses those of the portal, and cleans it. */
export function readArticle(text: string, place: Place): Article {
  const document = new DOMParser().parseFromString(text, 'text/html');
  const refresh = document.querySelector('meta[http-equiv="refresh" i]')?.getAttribute('content');
  const redirect = /url=(.+)$/i.exec(refresh ?? '')?.[1];
  const nav = navOf(document.querySelector('.md-nav--primary > ul'), place);
  const article =
    document.querySelector('article.md-content__inner') ?? document.querySelector('article');
  if (redirect !== undefined || !article) {
    const target = redirect === undefined ? undefined : within(redirect.trim(), place)?.path;
    return { html: '', headings: [], nav, redirect: target };
  }
  const edit = article.querySelector('a.md-content__button')?.getAttribute('href') ?? undefined;
  article
    .querySelectorAll('.md-content__button, .md-source-file, script, style, template')
    .forEach((found) => found.remove());
  article.querySelectorAll('[href]').forEach((link) => direct(link, place));
  article.querySelectorAll('[src]').forEach((media) => {
    const inside = within(media.getAttribute('src') ?? '', place);
    if (inside) {
      media.setAttribute('src', place.file(inside.path));
    }
  });
  article.querySelectorAll<HTMLElement>('[style]').forEach((found) => {
    // Columns may be aligned; nothing else of the page is laid out by what somebody wrote.
    const { textAlign } = found.style;
    found.removeAttribute('style');
    if (textAlign) {
      found.setAttribute('align', textAlign);
    }
  });
  const headings = headingsOf(article);
  prefixNames(article);
  return {
    html: clean(article.innerHTML),
    headings,
    editUrl: safeUrl(edit),
    nav,
  };
}

/** The sanitiser: the server has cleaned it already, and this holds when a site was published by others. */
export function clean(html: string): string {
  return DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true, svg: true },
    FORBID_TAGS: [
      'style',
      'form',
      'textarea',
      'select',
      'option',
      'button',
      'dialog',
      'foreignObject',
    ],
    FORBID_ATTR: ['style', 'srcset', 'ping', 'action', 'formaction', 'popover', 'popovertarget'],
    ADD_ATTR: ['target', 'data-page'],
    ALLOW_DATA_ATTR: false,
  });
}

/** The path within the site that an address means, or undefined when it leads elsewhere. */
function within(address: string, { location }: Place): { path: string; hash: string } | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|^\//i.test(address.trim())) {
    return undefined;
  }
  try {
    const { pathname, hash, origin } = new URL(address, SITE + location);
    return `${origin}/` === SITE
      ? { path: decodeURIComponent(pathname.slice(1)), hash }
      : undefined;
  } catch {
    return undefined;
  }
}

const isPage = (path: string) => path === '' || path.endsWith('/') || /\.html?$/.test(path);

function direct(link: Element, place: Place) {
  const address = link.getAttribute('href') ?? '';
  if (address.startsWith('#')) {
    return;
  }
  const inside = within(address, place);
  if (inside && isPage(inside.path)) {
    link.setAttribute('href', place.page(inside.path.replace(/index\.html$/, ''), inside.hash));
    link.setAttribute('data-page', '');
  } else if (inside) {
    link.setAttribute('href', place.file(inside.path));
    link.setAttribute('target', '_blank');
  } else if (safeUrl(address)) {
    link.setAttribute('rel', 'noopener noreferrer');
  } else {
    link.removeAttribute('href');
  }
}

const NAMES = ['id', 'for', 'name', 'aria-labelledby', 'aria-describedby', 'aria-controls'];

/** The name of an element of an article: none of it can be taken for one of the portal's own. */
export const nameInPage = (anchor: string) => `doc-${anchor}`;

function prefixNames(article: Element) {
  for (const name of NAMES) {
    article.querySelectorAll(`[${name}]`).forEach((found) => {
      const names = (found.getAttribute(name) ?? '').split(/\s+/).filter(Boolean);
      found.setAttribute(name, names.map(nameInPage).join(' '));
    });
  }
}

function headingsOf(article: Element): SiteHeading[] {
  return [...article.querySelectorAll('h2[id], h3[id]')].map((heading) => {
    const copy = heading.cloneNode(true) as Element;
    copy.querySelectorAll('.headerlink').forEach((link) => link.remove());
    return {
      level: Number(heading.tagName[1]),
      anchor: heading.id,
      title: copy.textContent?.trim() ?? '',
    };
  });
}

function navOf(list: Element | null, place: Place): NavItem[] {
  return [...(list?.children ?? [])].flatMap((item): NavItem[] => {
    const link = item.querySelector(':scope > a, :scope > .md-nav__container > a');
    const label = item.querySelector(':scope > label');
    const title = (link ?? label)?.textContent?.trim();
    const inner = item.querySelector(':scope > nav > ul');
    const inside = link && within(link.getAttribute('href') ?? '', place);
    if (!title) {
      return [];
    }
    return [
      {
        title,
        location: inside ? inside.path : undefined,
        children: inner ? navOf(inner, place) : undefined,
      },
    ];
  });
}
