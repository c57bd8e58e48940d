import { useParams } from 'react-router';
import { useEntityPresentation } from '~/rest/catalog';
import { displayName, humanRef } from '~/rest/entity';
import { EntityLink } from '~/ui/EntityLink';
import { Page } from '~/ui/Page';
import { Reader } from './Reader';
import styles from './Reader.module.css';

/** Documentation on a page of its own. */
export default function ReaderPage() {
  const { namespace = '', kind = '', name = '', '*': path = '' } = useParams();
  const ref = `${kind}:${namespace}/${name}`;
  const entity = useEntityPresentation(ref);
  const base = `/docs/${[namespace, kind, name].map(encodeURIComponent).join('/')}`;
  const title = entity ? displayName(entity) : humanRef(ref);
  return (
    <Page
      title={title}
      heading={
        // The article has the heading of the page.
        <p className={styles.owner}>
          <EntityLink entityRef={ref} />
        </p>
      }
    >
      <Reader key={ref} entityRef={ref} path={path} base={base} />
    </Page>
  );
}
