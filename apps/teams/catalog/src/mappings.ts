import { type Columns, type Expr, timeParse, upper } from "@starfix/dsl";
import type { ordersInput } from "./inputs.ts";

/**
 * What fills the table of orders from an exported order; the channel is for each job to say.
 *
 * @example
 * .map((c) => ({ ...orderColumns(c), channel: lit("web") }))
 */
export function orderColumns(c: Columns<typeof ordersInput>): OrderColumns {
  return { __time: timeParse(c.ordered_at), order_id: c.order_id, country: upper(c.country), amount: c.amount };
}

/** The columns of an order that are alike for every channel. */
export interface OrderColumns {
  readonly __time: Expr<"TIMESTAMP", "scalar">;
  readonly order_id: Expr<"VARCHAR", "scalar">;
  readonly country: Expr<"VARCHAR", "scalar">;
  readonly amount: Expr<"DOUBLE", "scalar">;
}
