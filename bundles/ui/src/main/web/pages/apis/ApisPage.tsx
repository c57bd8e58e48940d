import { useSearchParams } from 'react-router';
import { useEntity } from '~/rest/catalog';
import { Page } from '~/ui/Page';
import { Definition } from './Definition';

export default function ApisPage() {
  const [params] = useSearchParams();
  const { data } = useEntity(`api:default/${params.get('n') ?? 'checkout-api'}`);
  return <Page title="ApisPage">{data && <Definition entity={data} />}</Page>;
}
