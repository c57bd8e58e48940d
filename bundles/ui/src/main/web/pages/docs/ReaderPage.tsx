import { Page } from '~/ui/Page';

export default function ReaderPage() {
  return <Page title="ReaderPage">{null}</Page>;
}
