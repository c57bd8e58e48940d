import { apisOf } from '~/contributions/apis';
import type { Contributed } from '~/contributions/contributions';
import { loadModule } from '~/contributions/modules';
import type { FormDecorator } from '~/contributions/types';
import type { JsonObject, ParameterSchema } from '~/rest/scaffolder';

type Decorators = Contributed<FormDecorator>[];

interface Given {
  values: JsonObject;
  secrets: Record<string, string>;
}

interface Module {
  decorators?: Record<
    string,
    (context: {
      values: JsonObject;
      setValues: (values: JsonObject) => void;
      setSecret: (name: string, value: string) => void;
      input: unknown;
      apis: ReturnType<typeof apisOf>;
    }) => unknown
  >;
}

/** What a template wants to happen before it starts, under either of its names. */
export const wanted = (form: ParameterSchema) =>
  form.formDecorators ?? form.EXPERIMENTAL_formDecorators ?? [];

/** What a template wants and no plugin brings. */
export const missingDecorators = (form: ParameterSchema, decorators: Decorators) =>
  wanted(form)
    .map(({ id }) => id)
    .filter((id) => !decorators.some(({ name }) => name === id));

/** Lets the decorators of plugins change values and secrets, one after the other; a failure of one is the caller's. */
export async function decorated(
  form: ParameterSchema,
  decorators: Decorators,
  given: Given,
  navigate: (path: string) => void,
): Promise<Given> {
  let { values, secrets } = given;
  for (const { id, input } of wanted(form)) {
    const item = decorators.find(({ name }) => name === id);
    if (!item) {
      continue;
    }
    const module = (await loadModule(item.plugin, item.module)) as Module;
    const decorate = module.decorators?.[id];
    if (!decorate) {
      throw new Error(
        `The module '${item.module}' of ${item.plugin.id} exports no decorator '${id}'`,
      );
    }
    await decorate({
      values: structuredClone(values),
      setValues: (next) => (values = next),
      setSecret: (name, value) => (secrets = { ...secrets, [name]: value }),
      input: input ?? {},
      apis: apisOf(item.plugin, navigate),
    });
  }
  return { values, secrets };
}
