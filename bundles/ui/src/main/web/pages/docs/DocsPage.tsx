import { Page } from '~/ui/Page';

export default function DocsPage() {
  return <Page title="DocsPage">{null}</Page>;
}
