import type { JsonValue } from "../../load/json.ts";

/** One member of a resource, as its create, update and response schemas describe it together. */
export interface MemberModel {
  readonly name: string;
  readonly readOnly?: true;
  readonly secret?: true;
  /** JSON pointers into the value of the member. */
  readonly secretParts?: readonly string[];
  readonly changeable?: true;
  readonly default?: JsonValue;
}

/** A resource as `x-starfix-resources` describes it, checked. */
export interface ResourceModel {
  readonly name: string;
  /** Members by the value of the discriminator; one entry under `undefined` where the create schema is no union. */
  readonly kinds: ReadonlyMap<string | undefined, readonly MemberModel[]>;
}
