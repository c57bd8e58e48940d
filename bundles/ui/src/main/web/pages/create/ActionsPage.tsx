import { Page } from '~/ui/Page';

export default function ActionsPage() {
  return <Page title="ActionsPage">{null}</Page>;
}
