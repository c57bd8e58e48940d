import { Fragment } from 'react';
import type { SearchResult } from '~/rest/search';
import styles from './Highlighted.module.css';

interface Props {
  result: SearchResult;
  field: 'title' | 'text';
}

/** A field of a result, with the words that were found marked. Pieces are shown as text, never as HTML. */
export function Highlighted({ result, field }: Props) {
  const { highlight, document } = result;
  const marked = highlight?.fields[field];
  if (!highlight || !marked) {
    return document[field];
  }
  const [first = '', ...rest] = marked.split(highlight.preTag);
  return (
    <>
      {first}
      {rest.map((piece, index) => {
        const [word, ...after] = piece.split(highlight.postTag);
        return (
          <Fragment key={index}>
            <mark className={styles.mark}>{word}</mark>
            {after.join('')}
          </Fragment>
        );
      })}
    </>
  );
}
