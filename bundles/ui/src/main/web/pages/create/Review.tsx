import { useTranslation } from 'react-i18next';
import type { FormStep, JsonObject } from '~/rest/scaffolder';
import { Button } from '~/ui/Button';
import { EntityLink } from '~/ui/EntityLink';
import { reviewItems } from './review';
import styles from './Wizard.module.css';

interface Props {
  steps: FormStep[];
  values: JsonObject;
  onEdit: (step: number) => void;
}

/** Everything that was filled in, page by page, with a way back to each. */
export function Review({ steps, values, onEdit }: Props) {
  const { t } = useTranslation('create');
  return (
    <div className={styles.review}>
      {steps.map((step, index) => {
        const items = reviewItems(step, values);
        return (
          <section key={`${index}-${step.title}`} className={styles.reviewed}>
            <header>
              <h3>{step.title}</h3>
              <Button variant="quiet" onClick={() => onEdit(index)}>
                {t('wizard.edit')}
                <span className="cb-visually-hidden"> {step.title}</span>
              </Button>
            </header>
            {items.length === 0 && <p className={styles.nothing}>{t('wizard.nothingGiven')}</p>}
            <dl>
              {items.map(({ label, text, block, masked, refs }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd className={refs && styles.refs}>
                    {refs?.map((ref) => <EntityLink key={ref} entityRef={ref} />) ??
                      (block ? <pre>{text}</pre> : masked ? <code>{text}</code> : text)}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
