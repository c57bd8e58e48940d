import { Page } from '~/ui/Page';
import { RelationsGraph } from './RelationsGraph';
import { Card } from '~/ui/Card';

export default function GraphPage() {
  return (
    <Page title="GraphPage">
      <Card title="Relations" flush>
        <RelationsGraph rootRefs={['component:default/checkout']} />
      </Card>
    </Page>
  );
}
