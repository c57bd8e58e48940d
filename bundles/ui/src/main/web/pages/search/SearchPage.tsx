import { Page } from '~/ui/Page';

export default function SearchPage() {
  return <Page title="SearchPage">{null}</Page>;
}
