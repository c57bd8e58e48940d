import { Page } from '~/ui/Page';

export default function ApisPage() {
  return <Page title="ApisPage">{null}</Page>;
}
