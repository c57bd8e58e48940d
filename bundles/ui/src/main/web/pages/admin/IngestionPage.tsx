import { Page } from '~/ui/Page';

export default function IngestionPage() {
  return <Page title="IngestionPage">{null}</Page>;
}
