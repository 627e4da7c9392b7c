import { refuse } from "./definition-error.ts";

/**
 * A change to the request body that a definition gives, applied when the body is whole and before it is held against
 * the contract. It is handed a copy of its own, in which secrets are references as `secret("NAME")` makes them.
 */
export type Patch<TRequest extends object = object> = (request: TRequest) => object;

/** Adds a change to those there are; they are applied in this order. */
export function addPatch(patches: readonly Patch[], change: Patch<never>): readonly Patch[] {
  if (typeof change !== "function") refuse("patch", "a function such as (json) => ({ ...json })", change);
  // The compiler hands it the body of the definition that it was given to, which is of its type.
  return Object.freeze([...patches, change as Patch]);
}
