import { Page } from '~/ui/Page';

export default function SchedulesPage() {
  return <Page title="SchedulesPage">{null}</Page>;
}
