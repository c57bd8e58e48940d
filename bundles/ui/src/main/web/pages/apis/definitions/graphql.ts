import type { DefinitionNode, DocumentNode, InputValueDefinitionNode, TypeNode } from 'graphql';
import { DefinitionProblem } from './parse';

export interface GraphQlField {
  name: string;
  args: { name: string; type: string; fallback?: string; description?: string }[];
  type?: string;
  description?: string;
  deprecated?: string;
}

export interface GraphQlType {
  name: string;
  sort: 'operation' | 'type' | 'interface' | 'input' | 'enum' | 'union' | 'scalar' | 'directive';
  description?: string;
  /** Interfaces of a type, or members of a union. */
  others: string[];
  fields: GraphQlField[];
}

const SORTS: Record<string, GraphQlType['sort']> = {
  ObjectTypeDefinition: 'type',
  ObjectTypeExtension: 'type',
  InterfaceTypeDefinition: 'interface',
  InterfaceTypeExtension: 'interface',
  InputObjectTypeDefinition: 'input',
  InputObjectTypeExtension: 'input',
  EnumTypeDefinition: 'enum',
  EnumTypeExtension: 'enum',
  UnionTypeDefinition: 'union',
  UnionTypeExtension: 'union',
  ScalarTypeDefinition: 'scalar',
  DirectiveDefinition: 'directive',
};

/** Reads a schema in the definition language of GraphQL (specification of October 2021, section 3). */
export async function parseGraphQl(text: string): Promise<GraphQlType[]> {
  const { parse, print, GraphQLError } = await import('graphql');
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch (error) {
    const at = error instanceof GraphQLError ? error.locations?.[0] : undefined;
    throw new DefinitionProblem((error as Error).message, at?.line, at?.column);
  }
  const operations = operationNames(document);
  const types = new Map<string, GraphQlType>();
  for (const node of document.definitions) {
    const sort = SORTS[node.kind];
    if (!sort || !('name' in node) || !node.name) {
      continue;
    }
    const type = read(
      node,
      node.name.value,
      operations.has(node.name.value) ? 'operation' : sort,
      print,
    );
    const before = types.get(type.name);
    // An extension adds to what it extends.
    types.set(
      type.name,
      before
        ? {
            ...before,
            others: [...before.others, ...type.others],
            fields: [...before.fields, ...type.fields],
          }
        : type,
    );
  }
  return [...types.values()];
}

function operationNames({ definitions }: DocumentNode): Set<string> {
  const schema = definitions.find(
    (node) => node.kind === 'SchemaDefinition' || node.kind === 'SchemaExtension',
  );
  const named =
    schema && 'operationTypes' in schema
      ? (schema.operationTypes ?? []).map(({ type }) => type.name.value)
      : [];
  return new Set(named.length > 0 ? named : ['Query', 'Mutation', 'Subscription']);
}

type Print = (node: TypeNode | (InputValueDefinitionNode['defaultValue'] & object)) => string;

function read(
  node: DefinitionNode,
  name: string,
  sort: GraphQlType['sort'],
  print: Print,
): GraphQlType {
  const args = (values: readonly InputValueDefinitionNode[] = []) =>
    values.map((value) => ({
      name: value.name.value,
      type: print(value.type),
      fallback: value.defaultValue && print(value.defaultValue),
      description: value.description?.value,
    }));
  const description = 'description' in node ? node.description?.value : undefined;
  const fields: GraphQlField[] = [];
  const others: string[] = [];
  if ('interfaces' in node) {
    others.push(...(node.interfaces ?? []).map((one) => one.name.value));
  }
  if ('types' in node) {
    others.push(...(node.types ?? []).map((one) => one.name.value));
  }
  if ('fields' in node) {
    for (const field of node.fields ?? []) {
      const reason = field.directives?.find((one) => one.name.value === 'deprecated');
      const why = reason?.arguments?.[0]?.value;
      fields.push({
        name: field.name.value,
        args: 'arguments' in field ? args(field.arguments) : [],
        type: print(field.type),
        description: field.description?.value,
        deprecated: reason && (why && 'value' in why ? String(why.value) : ''),
      });
    }
  }
  if ('values' in node) {
    for (const value of node.values ?? []) {
      fields.push({ name: value.name.value, args: [], description: value.description?.value });
    }
  }
  if (node.kind === 'DirectiveDefinition') {
    args(node.arguments).forEach(({ name: arg, type, description: text }) =>
      fields.push({ name: arg, args: [], type, description: text }),
    );
    others.push(...node.locations.map((one) => one.value));
  }
  return { name, sort, description, others, fields };
}
