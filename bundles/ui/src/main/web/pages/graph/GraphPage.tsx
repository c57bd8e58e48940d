import { Page } from '~/ui/Page';

export default function GraphPage() {
  return <Page title="GraphPage">{null}</Page>;
}
