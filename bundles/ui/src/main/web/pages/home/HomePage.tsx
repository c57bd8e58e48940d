import { Page } from '~/ui/Page';

export default function HomePage() {
  return <Page title="HomePage">{null}</Page>;
}
