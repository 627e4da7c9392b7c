import { type Columns, type Expr, timeParse, upper } from "@starfix/dsl";

/** The fields of an order as it is exported. */
export const ordersInput = {
  ordered_at: "string",
  order_id: "string",
  country: "string",
  amount: "double",
} as const;

/** What fills the table of orders from an exported one. */
export function orderColumns(c: Columns<typeof ordersInput>): {
  readonly __time: Expr<"TIMESTAMP", "scalar">;
  readonly order_id: Expr<"VARCHAR", "scalar">;
  readonly country: Expr<"VARCHAR", "scalar">;
  readonly amount: Expr<"DOUBLE", "scalar">;
} {
  return { __time: timeParse(c.ordered_at), order_id: c.order_id, country: upper(c.country), amount: c.amount };
}
