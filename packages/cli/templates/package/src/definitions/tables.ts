import { detailTable } from "@starfix/dsl";

/** One row for each order. A package whose jobs write it is named here, as `starfix list` names its owner. */
export const orders = detailTable("Orders")
  .columns({ order_id: "string", country: "string", amount: "double" })
  .strict()
  .writers("@acme/growth");
