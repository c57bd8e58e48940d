import { Page } from '~/ui/Page';

export default function CatalogPage() {
  return <Page title="CatalogPage">{null}</Page>;
}
