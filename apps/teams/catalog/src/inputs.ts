/** The fields of an exported order. */
export const ordersInput = {
  ordered_at: "string",
  order_id: "string",
  country: "string",
  amount: "double",
} as const;
