import { refuse } from "./definition-error.ts";
import { makeFor } from "./origin.ts";

/**
 * Makes a function that builds definitions for whoever calls it: they stand at the call and belong to the package of the
 * caller. Without it a definition belongs to the package in whose source the builder is called. What the function does
 * after an `await` is its own again.
 *
 * @example
 * // @acme/catalog
 * export const lakeFor = factory((team: string) =>
 *   s3Connection(`lake-${team}`).bucket(`acme-${team}`).region("us-east-1").role("arn:aws:iam::012345678901:role/lake"),
 * );
 * // @acme/growth, which builds connections/lake-growth.json
 * export const lake = lakeFor("growth");
 *
 * @throws DefinitionError for what is no function.
 */
export function factory<TArguments extends readonly unknown[], TResult>(
  make: (...args: TArguments) => TResult,
): (...args: TArguments) => TResult {
  if (typeof make !== "function") refuse("factory", "a function such as (name) => s3Connection(name)", make);
  function made(...args: TArguments): TResult {
    return makeFor(made, () => make(...args));
  }
  return made;
}
