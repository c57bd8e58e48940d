import { useMemo } from 'react';
import { Link } from 'react-router';
import { ElementHost } from '~/contributions/ElementHost';
import { useContributed } from '~/contributions/contributions';
import { humanRef, parseRef, safeUrl } from '~/rest/entity';
import type { SearchResult } from '~/rest/search';
import { Highlighted } from '~/ui/Highlighted';
import { KindIcon } from '~/ui/KindIcon';
import styles from './SearchPage.module.css';

/** One thing that was found, as its type wants to be shown. */
export function ResultItem({ result, onOpen }: { result: SearchResult; onOpen: () => void }) {
  const contributed = useContributed('searchResultItems').find(({ type }) => type === result.type);
  const properties = useMemo(() => ({ result }), [result]);
  return contributed ? (
    <li onClick={onOpen}>
      <ElementHost item={contributed} properties={properties} />
    </li>
  ) : (
    <Known result={result} onOpen={onOpen} />
  );
}

function Known({ result, onOpen }: { result: SearchResult; onOpen: () => void }) {
  const { document, type } = result;
  const isDocs = type === 'techdocs';
  const facts = [
    isDocs ? document.entityTitle : document.kind,
    document.type,
    document.lifecycle,
    document.owner && humanRef(document.owner, 'group'),
  ].filter(Boolean);
  const inside = document.location.startsWith('/');
  const content = (
    <>
      <span className={styles.title}>
        <KindIcon
          kind={isDocs ? 'docs' : (document.kind ?? parseRef(document.location).kind)}
          size={18}
        />
        <span>
          <Highlighted result={result} field="title" />
        </span>
      </span>
      <span className={styles.text}>
        <Highlighted result={result} field="text" />
      </span>
    </>
  );
  return (
    <li className={styles.result}>
      {inside ? (
        <Link to={document.location} onClick={onOpen} data-result>
          {content}
        </Link>
      ) : (
        <a href={safeUrl(document.location)} rel="noopener noreferrer" onClick={onOpen} data-result>
          {content}
        </a>
      )}
      <p className={styles.facts}>{facts.join(' · ')}</p>
    </li>
  );
}
