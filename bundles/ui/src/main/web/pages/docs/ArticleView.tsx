import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useTheme } from '~/shell/theme';
import { nameInPage } from './article';
import { drawDiagrams, enhanceCode } from './enhance';
import '~/ui/code.css';
import './article.css';

/** An article that was cleaned, with what makes it pleasant to read. */
export function ArticleView({ html }: { html: string }) {
  const { t } = useTranslation('docs');
  const place = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const theme = useTheme();
  const { hash, key, search } = useLocation();
  useEffect(() => {
    const article = place.current;
    if (article) {
      // Set here and not by React, which would take away what is added to it.
      article.innerHTML = html;
      const words = { copy: t('shell:state.copy'), copied: t('shell:state.copied'), diagram: '' };
      void enhanceCode(article, words);
    }
  }, [html, t]);
  useEffect(() => {
    if (place.current) {
      void drawDiagrams(place.current, { copy: '', copied: '', diagram: t('reader.diagram') });
    }
  }, [html, theme, t]);
  useEffect(() => {
    if (hash) {
      document.getElementById(nameInPage(anchorOf(hash)))?.scrollIntoView();
    }
  }, [html, hash, key]);
  const clicked = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    const address = link?.getAttribute('href');
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (address && plain && (link!.hasAttribute('data-page') || address.startsWith('#'))) {
      event.preventDefault();
      void navigate(address.startsWith('#') ? { hash: address, search } : address);
    }
  };
  // Links in it are reached by keyboard by themselves; a click on one bubbles up to here.
  return <article ref={place} className="cb-article" onClick={clicked} />;
}

function anchorOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}
