import { Page } from '~/ui/Page';

export default function EditorPage() {
  return <Page title="EditorPage">{null}</Page>;
}
