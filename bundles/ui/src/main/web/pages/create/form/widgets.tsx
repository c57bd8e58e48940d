import {
  type BaseInputTemplateProps,
  enumOptionsDeselectValue,
  enumOptionsIsSelected,
  enumOptionsSelectValue,
  enumOptionSelectedValue,
  enumOptionValueDecoder,
  examplesId,
  getInputProps,
  optionId,
  type WidgetProps,
} from '@rjsf/utils';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/Button';
import { Checkbox } from '~/ui/Field';
import fieldStyles from '~/ui/Field.module.css';
import styles from './Form.module.css';
import { wired } from './wiring';

const blank = (value: unknown) => (value === undefined || value === null ? '' : String(value));

/** What is typed on one line: text, numbers, dates, addresses. */
export function BaseInputTemplate(props: BaseInputTemplateProps) {
  const { id, value, schema, type, options, readonly, disabled, autofocus, placeholder } = props;
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  return (
    <span className={fieldStyles.control}>
      <input
        {...getInputProps(schema, type, options)}
        {...wired(props)}
        id={id}
        value={blank(value)}
        placeholder={placeholder}
        readOnly={readonly}
        disabled={disabled}
        // The author of the template says where one begins.
        autoFocus={autofocus}
        list={examples.length ? examplesId(id) : undefined}
        autoComplete="off"
        onChange={(event) => {
          const text = event.target.value;
          if (props.onChangeOverride) {
            props.onChangeOverride(event);
          } else {
            props.onChange(text === '' ? options.emptyValue : text);
          }
        }}
        onBlur={({ target }) => props.onBlur(id, target.value)}
      />
      {examples.length > 0 && (
        <datalist id={examplesId(id)}>
          {examples.map((example) => (
            <option key={String(example)} value={String(example)} />
          ))}
        </datalist>
      )}
    </span>
  );
}

export function TextareaWidget(props: WidgetProps) {
  const { id, value, options, readonly, disabled, autofocus, placeholder } = props;
  return (
    <span className={fieldStyles.control}>
      <textarea
        {...wired(props)}
        id={id}
        rows={Number(options.rows ?? 5)}
        value={blank(value)}
        placeholder={placeholder}
        readOnly={readonly}
        disabled={disabled}
        autoFocus={autofocus}
        onChange={({ target }) =>
          props.onChange(target.value === '' ? options.emptyValue : target.value)
        }
        onBlur={({ target }) => props.onBlur(id, target.value)}
      />
    </span>
  );
}

export function PasswordWidget(props: WidgetProps) {
  const { t } = useTranslation('create');
  const [shown, setShown] = useState(false);
  const { id, value, readonly, disabled, autofocus, placeholder } = props;
  return (
    <span className={fieldStyles.control}>
      <input
        {...wired(props)}
        id={id}
        type={shown ? 'text' : 'password'}
        value={blank(value)}
        placeholder={placeholder}
        readOnly={readonly}
        disabled={disabled}
        autoFocus={autofocus}
        autoComplete="new-password"
        onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
        onBlur={({ target }) => props.onBlur(id, target.value)}
      />
      <Button
        variant="quiet"
        className={styles.inner}
        label={t(shown ? 'form.hideSecret' : 'form.showSecret')}
        icon={shown ? <IconEyeOff stroke={1.6} /> : <IconEye stroke={1.6} />}
        onClick={() => setShown(!shown)}
      />
    </span>
  );
}

/** One of a few, or several of many, from the list of the schema. */
export function SelectWidget(props: WidgetProps) {
  const { t } = useTranslation('create');
  const { id, value, options, multiple, required, readonly, disabled, autofocus, schema } = props;
  const { enumOptions, enumDisabled } = options;
  if (multiple) {
    return <CheckboxesWidget {...props} />;
  }
  const pick = (text: string) =>
    props.onChange(enumOptionValueDecoder(text, enumOptions, 'indexed', options.emptyValue));
  return (
    <span className={fieldStyles.control}>
      <select
        {...wired(props)}
        id={id}
        aria-label={props.hideLabel ? props.label : undefined}
        value={String(enumOptionSelectedValue(value, enumOptions, false, 'indexed', ''))}
        disabled={disabled || readonly}
        autoFocus={autofocus}
        onChange={({ target }) => pick(target.value)}
        onBlur={() => props.onBlur(id, value)}
      >
        {(schema.default === undefined || value === undefined) && (
          <option value="">
            {props.placeholder || t(required ? 'form.choose' : 'form.chooseNone')}
          </option>
        )}
        {enumOptions?.map(({ value: one, label }, index) => (
          <option
            key={String(index)}
            value={String(index)}
            disabled={Array.isArray(enumDisabled) && enumDisabled.includes(one)}
          >
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}

export function RadioWidget(props: WidgetProps) {
  const { id, value, options, readonly, disabled, autofocus } = props;
  return (
    <div
      id={id}
      role="radiogroup"
      aria-labelledby={`${id}__label`}
      {...wired(props)}
      className={options.inline ? styles.inline : styles.choices}
    >
      {options.enumOptions?.map((option, index) => (
        <label key={optionId(id, index)} className={fieldStyles.check}>
          <input
            type="radio"
            id={optionId(id, index)}
            name={id}
            checked={enumOptionsIsSelected(option.value, value)}
            disabled={disabled || readonly}
            autoFocus={autofocus && index === 0}
            onChange={() => props.onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

export function CheckboxesWidget(props: WidgetProps) {
  const { id, value, options, readonly, disabled } = props;
  const values = Array.isArray(value) ? value : [];
  const choices = options.enumOptions;
  const { 'aria-describedby': described } = wired(props);
  return (
    <div
      id={id}
      role="group"
      aria-labelledby={`${id}__label`}
      aria-describedby={described}
      className={options.inline ? styles.inline : styles.choices}
    >
      {choices?.map((option, index) => (
        <Checkbox
          key={optionId(id, index)}
          id={optionId(id, index)}
          label={option.label}
          checked={enumOptionsIsSelected(option.value, values)}
          disabled={disabled || readonly}
          onChange={({ target }) =>
            props.onChange(
              target.checked
                ? enumOptionsSelectValue(index, values, choices)
                : enumOptionsDeselectValue(index, values, choices),
            )
          }
        />
      ))}
    </div>
  );
}

export function CheckboxWidget(props: WidgetProps) {
  const { id, value, label, hideLabel, readonly, disabled, autofocus } = props;
  return (
    <Checkbox
      {...wired(props)}
      id={id}
      label={hideLabel ? <span className="cb-visually-hidden">{label}</span> : label}
      checked={value === true}
      disabled={disabled || readonly}
      autoFocus={autofocus}
      onChange={({ target }) => props.onChange(target.checked)}
    />
  );
}
