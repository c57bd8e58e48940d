import { Page } from '~/ui/Page';

export default function AuditPage() {
  return <Page title="AuditPage">{null}</Page>;
}
