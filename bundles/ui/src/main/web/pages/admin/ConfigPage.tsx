import { Page } from '~/ui/Page';

export default function ConfigPage() {
  return <Page title="ConfigPage">{null}</Page>;
}
