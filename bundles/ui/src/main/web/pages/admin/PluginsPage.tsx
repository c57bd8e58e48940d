import { Page } from '~/ui/Page';

export default function PluginsPage() {
  return <Page title="PluginsPage">{null}</Page>;
}
