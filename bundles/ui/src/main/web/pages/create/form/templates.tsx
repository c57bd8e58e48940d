import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import {
  ADDITIONAL_PROPERTY_FLAG,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  canExpand,
  type FieldTemplateProps,
  type MultiSchemaFieldTemplateProps,
  type ObjectFieldTemplateProps,
  type WrapIfAdditionalTemplateProps,
} from '@rjsf/utils';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/Button';
import { cx } from '~/ui/cx';
import fieldStyles from '~/ui/Field.module.css';
import { Markdown } from '~/ui/Markdown';
import styles from './Form.module.css';
import { uiOption } from './uiSchema';
import { isGroup } from './wiring';

/** A label, the control, and what is to be said about it. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, children, hidden, required, displayLabel, rawErrors, schema, uiSchema } =
    props;
  const { t } = useTranslation('create');
  const field = uiOption<unknown>(uiSchema, 'field');
  const custom = typeof field === 'string';
  const known = custom && field in props.registry.fields;
  if (hidden || uiOption(uiSchema, 'widget') === 'hidden') {
    return <div hidden>{children}</div>;
  }
  const container =
    !known && (schema.type === 'object' || (schema.type === 'array' && !isChoice(props)));
  const labelled = known ? uiOption(uiSchema, 'label') !== false : displayLabel;
  const description = uiOption<string>(uiSchema, 'description') ?? schema.description;
  const help = uiOption<string>(uiSchema, 'help');
  const title = uiOption<string>(uiSchema, 'title') ?? label;
  const Label = isGroup(props.schema, uiSchema) ? 'span' : 'label';
  return (
    <WrapIfAdditionalTemplate {...props}>
      <div className={styles.field} data-field={id}>
        {labelled && title && !container && (
          <Label
            id={`${id}__label`}
            {...(Label === 'label' ? { htmlFor: id } : {})}
            className={fieldStyles.label}
          >
            {title}
            {required && <span aria-hidden> *</span>}
          </Label>
        )}
        {children}
        {custom && !known && <p className={styles.note}>{t('form.unknownField', { field })}</p>}
        {rawErrors && rawErrors.length > 0 && (
          <div id={`${id}__error`} className={fieldStyles.error}>
            {[...new Set(rawErrors)].map((error) => (
              <div key={error}>{error}</div>
            ))}
          </div>
        )}
        {description && !container && (
          <div id={`${id}__description`} className={fieldStyles.help}>
            <Markdown text={description} />
          </div>
        )}
        {help && (
          <div id={`${id}__help`} className={fieldStyles.help}>
            <Markdown text={help} />
          </div>
        )}
      </div>
    </WrapIfAdditionalTemplate>
  );
}

/** Whether the items of a list are chosen rather than written. */
function isChoice({ registry, schema }: FieldTemplateProps): boolean {
  return registry.schemaUtils.isMultiSelect(schema);
}

/** What belongs together; the outermost is the page itself, which shows its title elsewhere. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { t } = useTranslation('create');
  const { fieldPathId, title, description, properties, schema, uiSchema, formData } = props;
  const outermost = fieldPathId.path.length === 0;
  if ((schema.oneOf || schema.anyOf) && !schema.properties && properties.length === 0) {
    return null;
  }
  const content = (
    <>
      {properties.map((property) => property.content)}
      {canExpand(schema, uiSchema, formData) && (
        <Button icon={<IconPlus />} onClick={props.onAddProperty} disabled={props.disabled}>
          {t('form.addProperty')}
        </Button>
      )}
    </>
  );
  return outermost ? (
    <div className={styles.fields}>{content}</div>
  ) : (
    <Group title={title} description={description} required={props.required}>
      {content}
    </Group>
  );
}

function Group({
  title,
  description,
  required,
  children,
}: {
  title?: ReactNode;
  description?: ReactNode;
  required?: boolean;
  children: ReactNode;
}) {
  return (
    <fieldset className={styles.group}>
      {title && (
        <legend className={fieldStyles.label}>
          {title}
          {required && <span aria-hidden> *</span>}
        </legend>
      )}
      {description && (
        <div className={fieldStyles.help}>
          {typeof description === 'string' ? <Markdown text={description} /> : description}
        </div>
      )}
      <div className={styles.fields}>{children}</div>
    </fieldset>
  );
}

/** A list whose items are written one by one. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { t } = useTranslation('create');
  const { title, schema, uiSchema, items, canAdd, onAddClick, disabled, readonly } = props;
  return (
    <Group
      title={uiOption<string>(uiSchema, 'title') ?? title}
      description={uiOption<string>(uiSchema, 'description') ?? schema.description}
      required={props.required}
    >
      {items.length === 0 && <p className={fieldStyles.help}>{t('form.noItems')}</p>}
      <div className={styles.items}>{items}</div>
      {canAdd && (
        <div>
          <Button icon={<IconPlus />} onClick={onAddClick} disabled={disabled || readonly}>
            {t('form.addItem')}
          </Button>
        </div>
      )}
    </Group>
  );
}

/** An item of a list with the buttons that move and remove it. */
export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { t } = useTranslation('create');
  const { children, hasToolbar, buttonsProps: buttons, disabled, readonly } = props;
  const off = disabled || readonly;
  const nth = { number: props.index + 1 };
  return (
    <div className={cx(styles.item, hasToolbar && styles.tools)}>
      <div>{children}</div>
      {hasToolbar && (
        <div className={styles.toolbar}>
          {(buttons.hasMoveUp || buttons.hasMoveDown) && (
            <>
              <Button
                variant="quiet"
                label={t('form.moveUp', nth)}
                icon={<IconArrowUp stroke={1.6} />}
                disabled={off || !buttons.hasMoveUp}
                onClick={buttons.onMoveUpItem}
              />
              <Button
                variant="quiet"
                label={t('form.moveDown', nth)}
                icon={<IconArrowDown stroke={1.6} />}
                disabled={off || !buttons.hasMoveDown}
                onClick={buttons.onMoveDownItem}
              />
            </>
          )}
          {buttons.hasCopy && (
            <Button
              variant="quiet"
              label={t('form.copyItem', nth)}
              icon={<IconCopy stroke={1.6} />}
              disabled={off}
              onClick={buttons.onCopyItem}
            />
          )}
          {buttons.hasRemove && (
            <Button
              variant="quiet"
              label={t('form.removeItem', nth)}
              icon={<IconTrash stroke={1.6} />}
              disabled={off}
              onClick={buttons.onRemoveItem}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Which of several forms a value has, and then the form. */
export function MultiSchemaFieldTemplate({
  selector,
  optionSchemaField,
}: MultiSchemaFieldTemplateProps) {
  return (
    <div className={styles.multi}>
      {selector}
      {optionSchemaField}
    </div>
  );
}

/** A property that the one who fills in the form has named. */
export function WrapIfAdditionalTemplate(props: WrapIfAdditionalTemplateProps) {
  const { t } = useTranslation('create');
  const { children, id, label, schema, disabled, readonly } = props;
  if (!(ADDITIONAL_PROPERTY_FLAG in schema)) {
    return <>{children}</>;
  }
  return (
    <div className={styles.additional}>
      <div className={styles.field}>
        <label htmlFor={`${id}-key`} className={fieldStyles.label}>
          {t('form.key')}
        </label>
        <span className={fieldStyles.control}>
          <input
            key={label}
            id={`${id}-key`}
            defaultValue={label}
            disabled={disabled || readonly}
            onBlur={props.onKeyRenameBlur}
          />
        </span>
      </div>
      <div>{children}</div>
      <Button
        variant="quiet"
        label={t('form.removeProperty', { name: label })}
        icon={<IconTrash stroke={1.6} />}
        disabled={disabled || readonly}
        onClick={props.onRemoveProperty}
      />
    </div>
  );
}

/** The errors are at their fields. */
export const Nothing = () => null;
