import { isOneWay } from "./check-simple-schema.ts";
import type { JsonValue } from "./load/json.ts";
import { eachSubSchema, mapSubSchemas } from "./normalise/map-sub-schemas.ts";
import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "./normalise/normalised-document.ts";
import { evaluateComponent } from "./targets/zod/evaluate-components.ts";
import { printComponents } from "./targets/zod/print-components.ts";

/** A value and its schema. */
export interface ZodCase {
  readonly value: JsonValue;
  readonly schema: NormalisedSchema;
}

/** The reasons why values are invalid, by their index. */
export function explainWithZod(cases: readonly ZodCase[], document: NormalisedDocument): ReadonlyMap<number, string> {
  const all = new Map(cases.entries());
  const strict = reasons(all, document, withoutDiscriminator);
  // Checked twice: without required readOnly and writeOnly members, a `oneOf` may accept or reject other values.
  const failed = new Map([...all].filter(([index]) => strict.has(index)));
  return reasons(failed, document, (schema) => withoutOneWay(withoutDiscriminator(schema), document));
}

type Change = (schema: NormalisedSchema) => NormalisedSchema;

function reasons(
  cases: ReadonlyMap<number, ZodCase>,
  document: NormalisedDocument,
  change: Change,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (cases.size === 0) return found;
  const members = [...cases].map(([index, { schema }]) => [String(index), schema] as const);
  const roots: NormalisedSchema = { type: "object", properties: Object.fromEntries(members) };
  const root = freeName(document);
  const schemas = new Map([[root, deeply(roots, change)]]);
  const reach = (schema: NormalisedSchema): void => {
    const name = schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
    const target = name === undefined || schemas.has(name) ? undefined : document.schemas.get(name);
    if (name !== undefined && target) {
      const changed = deeply(target, change);
      schemas.set(name, changed);
      reach(changed);
    }
    eachSubSchema(schema, reach);
  };
  reach(roots);
  const printed = printComponents(
    { root: {}, schemas, variants: new Map() },
    {
      names: new Map([...schemas.keys()].map((component, index) => [component, String(index)])),
      integers: "any",
      formatMode: () => "annotate",
      override: () => undefined,
    },
  );
  const values = Object.fromEntries([...cases].map(([index, { value }]) => [String(index), value]));
  const { error } = evaluateComponent(printed, root).safeParse(values);
  for (const { message, path } of error?.issues ?? []) {
    const [index, ...steps] = path;
    if (found.has(Number(index))) continue;
    const text = message.replace(/^Invalid input(: )?/, "") || "no member of the union accepts it";
    found.set(Number(index), steps.length === 0 ? text : `at /${steps.map(String).join("/")}: ${text}`);
  }
  return found;
}

function freeName({ schemas }: NormalisedDocument): string {
  let name = "Root";
  while (schemas.has(name)) name += "_";
  return name;
}

function deeply(schema: NormalisedSchema, change: Change): NormalisedSchema {
  return mapSubSchemas(change(schema), (member) => deeply(member, change));
}

/** In the source document, members of a union may differ by the mapping of the discriminator alone. */
function withoutDiscriminator(schema: NormalisedSchema): NormalisedSchema {
  if (!schema.discriminator) return schema;
  const { discriminator: _, oneOf, ...rest } = schema;
  return oneOf ? { ...rest, anyOf: oneOf } : rest;
}

function withoutOneWay(schema: NormalisedSchema, document: NormalisedDocument): NormalisedSchema {
  if (!schema.required) return schema;
  return { ...schema, required: schema.required.filter((name) => !isOneWay(schema, name, document)) };
}
