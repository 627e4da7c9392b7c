import { jsonSchemas } from "@starfix/schema/json-schema";

/** What the contract says of one member of a request. */
export interface RequestMember {
  /** Set by the service alone: a request that has it is taken, and the member ignored. */
  readonly readOnly: boolean;
  /** What the service takes where the member is absent; undefined where the contract states nothing. */
  readonly default: unknown;
}

type Schema = Readonly<Record<string, unknown>>;

/** The members of a request body, by its name in the contract: `DetailTableRequest`. */
export function membersOfRequest(component: string): ReadonlyMap<string, RequestMember> {
  const { properties } = schemaOf(`${component}.json`);
  return new Map(
    Object.entries(Object(properties)).map(([name, own]): [string, RequestMember] => {
      // Members of an object schema are schemas.
      const schema = own as Schema;
      const { $ref } = schema;
      const { readOnly, default: value } = { ...(typeof $ref === "string" && schemaOf($ref)), ...schema };
      return [name, { readOnly: readOnly === true, default: value }];
    }),
  );
}

function schemaOf(file: string): Schema {
  const schema = jsonSchemas.find(({ $id }) => String($id).endsWith(`/${file}`));
  if (schema === undefined) throw new Error(`the contract has no schema ${file}`);
  return schema;
}
