import { Page } from '~/ui/Page';

export default function CreatePage() {
  return <Page title="CreatePage">{null}</Page>;
}
