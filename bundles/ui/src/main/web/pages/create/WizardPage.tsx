import { Page } from '~/ui/Page';

export default function WizardPage() {
  return <Page title="WizardPage">{null}</Page>;
}
