import type { Expr } from "../expr.ts";
import type { SqlType } from "../sql-type.ts";
import { type Argument, call } from "./call.ts";

/** Options of every aggregate. */
export interface AggregateOptions {
  /**
   * The rows of the group that count: `SUM(x) FILTER (WHERE …)`.
   *
   * @default all of them
   */
  readonly filter?: Expr<"BOOLEAN", "scalar">;
}

/** Options of an aggregate that collects values. */
export interface DistinctOptions extends AggregateOptions {
  /**
   * Takes each value once.
   *
   * @default false
   */
  readonly distinct?: boolean;
}

/** A call of an aggregate, with its options. */
export function aggregate<TType extends SqlType>(
  name: string,
  args: readonly (Argument | undefined)[],
  { filter, distinct }: DistinctOptions = {},
): Expr<TType, "aggregate"> {
  return call(name, args, {
    ...(distinct === true ? { distinct } : {}),
    ...(filter === undefined ? {} : { filter: filter.toNode() }),
  });
}
