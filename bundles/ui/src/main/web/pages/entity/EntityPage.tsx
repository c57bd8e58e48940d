import { Page } from '~/ui/Page';

export default function EntityPage() {
  return <Page title="EntityPage">{null}</Page>;
}
