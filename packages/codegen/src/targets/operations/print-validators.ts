import type { NormalisedDocument, NormalisedSchema } from "../../normalise/normalised-document.ts";
import { formatMode } from "../formats.ts";
import type { OutputFile, TargetContext } from "../target.ts";
import { printComponents } from "../zod/print-components.ts";
import type { OperationModel } from "./operation-model.ts";
import { memberKey } from "./print-input.ts";
import { componentOf } from "./type-scope.ts";

/**
 * Prints the zod schemas of requests and responses, by operation, as a module of its own: programs without validation
 * do not load zod. Components are imported from the zod target; other schemas are created on first use.
 */
export function printValidators(
  models: readonly OperationModel[],
  document: NormalisedDocument,
  context: TargetContext,
): OutputFile[] {
  const validators = collectValidators(models, document, context);
  const entries = models.map((model) => `  ${model.id}: ${printRules(model, validators.of)},\n`);
  const text = [
    ...(validators.usesZod ? ['import { z } from "zod";'] : []),
    ...(validators.components.length === 0
      ? []
      : [`import { ${validators.components.join(", ")} } from "./zod.gen.js";`]),
    "",
    ...validators.helpers,
    ...validators.constants,
    "",
    `export const validators = {\n${entries.join("")}};\n`,
  ];
  const declarations = [
    'import type { OperationId, OperationValidators } from "./operations.gen.js";',
    "",
    "/** What `validatingTransport` checks of each operation. */",
    "export declare const validators: Readonly<Record<OperationId, OperationValidators>>;\n",
  ];
  return [
    { path: "validators.gen.js", text: `${context.header}\n${text.join("\n")}` },
    { path: "validators.gen.d.ts", text: `${context.header}\n${declarations.join("\n")}` },
  ];
}

interface CollectedValidators {
  /** The name of the function that creates a schema. */
  of(schema: NormalisedSchema): string | undefined;
  readonly helpers: readonly string[];
  readonly constants: readonly string[];
  /** The imported components. */
  readonly components: readonly string[];
  readonly usesZod: boolean;
}

function schemasOf({ parameters, body, answer }: OperationModel): NormalisedSchema[] {
  return [
    ...parameters.map(({ schema }) => schema),
    ...(body?.choices ?? []).flatMap(({ schema }) => schema ?? []),
    ...(answer.schemas ?? []),
  ];
}

/** Whether a schema is checked: not if every value is valid, or if it needs the evaluated members of components. */
function isChecked(schema: NormalisedSchema): boolean {
  return Object.keys(schema).length > 0 && !JSON.stringify(schema).includes('"unevaluated');
}

function collectValidators(
  models: readonly OperationModel[],
  document: NormalisedDocument,
  context: TargetContext,
): CollectedValidators {
  const inline = new Map<string, NormalisedSchema>();
  const keys = new Map<NormalisedSchema, string>();
  for (const schema of models.flatMap(schemasOf)) {
    if (componentOf(schema) !== undefined || keys.has(schema) || !isChecked(schema)) continue;
    const key = `~${keys.size}`;
    keys.set(schema, key);
    inline.set(key, schema);
  }
  const constantOf = (component: string): string => `z${context.names.get(component) ?? component}`;
  const printed = printComponents(
    { ...document, schemas: new Map([...document.schemas, ...inline]) },
    {
      names: context.names,
      integers: "safe",
      formatMode: (format) => formatMode(format, context.formats),
      // Components are imported from the module of the zod target.
      override: (component) => (inline.has(component) ? undefined : constantOf(component)),
    },
  );
  const names = new Map<string, string>();
  const makers = new Map<string, string>();
  const constants: string[] = [];
  for (const { component, expression } of printed.components) {
    if (!inline.has(component)) continue;
    let name = makers.get(expression);
    if (name === undefined) {
      name = `$${makers.size + 1}`;
      makers.set(expression, name);
      constants.push(`const ${name} = ${expression};`);
    }
    names.set(component, name);
  }
  const direct = new Set<string>();
  const of = (schema: NormalisedSchema): string | undefined => {
    const component = componentOf(schema);
    if (component === undefined) {
      const name = names.get(keys.get(schema) ?? "");
      return name && `() => ${name}`;
    }
    if (!document.schemas.has(component)) return undefined;
    direct.add(constantOf(component));
    return `() => ${constantOf(component)}`;
  };
  for (const schema of models.flatMap(schemasOf)) of(schema);
  const all = new Set([...document.schemas.keys()].map(constantOf));
  constants.push(...printed.after);
  const words = constants.join("\n").match(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu) ?? [];
  const components = [...new Set([...direct, ...words.filter((word) => all.has(word))])].sort();
  return {
    of,
    helpers: printed.before,
    constants,
    components,
    usesZod: constants.length > 0,
  };
}

type Validator = (schema: NormalisedSchema) => string | undefined;

function printRules({ parameters, body, answer }: OperationModel, validatorOf: Validator): string {
  const required = [
    ...parameters.filter(({ isRequired }) => isRequired).map(({ member }) => member),
    ...(body?.isRequired ? ["body"] : []),
  ];
  const checked = parameters.flatMap(({ member, schema }) => entry(member, validatorOf(schema)));
  const bodies = (body?.choices ?? []).flatMap(({ contentTypes, isRange, schema }) =>
    isRange || schema === undefined ? [] : contentTypes.flatMap((type) => entry(type, validatorOf(schema))),
  );
  const answers = (answer.schemas ?? []).map(validatorOf);
  const known = answers.filter((each) => each !== undefined);
  const isAnswerKnown = known.length > 0 && known.length === answers.length;
  const members = [
    ...(required.length === 0 ? [] : [`required: ${JSON.stringify(required)}`]),
    ...(checked.length === 0 ? [] : [`parameters: { ${checked.join(", ")} }`]),
    ...(bodies.length === 0 ? [] : [`body: { ${bodies.join(", ")} }`]),
    ...(isAnswerKnown ? [`answer: [${known.join(", ")}]`] : []),
    ...(isAnswerKnown && answer.isEmpty ? ["isEmpty: true"] : []),
  ];
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function entry(key: string, validator: string | undefined): string[] {
  // In a literal, this key would set the prototype.
  const name = key === "__proto__" ? '["__proto__"]' : memberKey(key);
  return validator === undefined ? [] : [`${name}: ${validator}`];
}
