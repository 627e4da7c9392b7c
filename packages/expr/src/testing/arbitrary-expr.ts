import fc from "fast-check";
import type { BinaryOperator, CallNode, CastType, ExprNode, TimeUnit } from "../nodes.ts";

export const name: fc.Arbitrary<string> = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
const text = fc.string({ unit: "binary", maxLength: 12 });
const flag = fc.boolean();
const unit = fc.constantFrom<TimeUnit>("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR");
const castType = fc.constantFrom<CastType>(
  "VARCHAR",
  "CHAR",
  "BIGINT",
  "INTEGER",
  "SMALLINT",
  "TINYINT",
  "DOUBLE",
  "FLOAT",
  "REAL",
  "DECIMAL",
  "BOOLEAN",
  "TIMESTAMP",
  "DATE",
  "VARCHAR ARRAY",
  "BIGINT ARRAY",
  "DOUBLE ARRAY",
  "FLOAT ARRAY",
);
const sizedType = fc.oneof(
  castType.map((type) => ({ type })),
  fc.nat(99).map((digits) => ({ type: "VARCHAR" as const, size: [digits] })),
  fc.nat(99).map((digits) => ({ type: "CHAR" as const, size: [digits] })),
  fc.tuple(fc.nat(19), fc.nat(9)).map(([digits, scale]) => ({ type: "DECIMAL" as const, size: [digits, scale] })),
);
const operator = fc.constantFrom<BinaryOperator>(
  ...([
    "+",
    "-",
    "*",
    "/",
    "||",
    "AND",
    "OR",
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "IS DISTINCT FROM",
    "IS NOT DISTINCT FROM",
  ] as const),
);
const day = fc
  .date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((at) => at.toISOString());

const leaf: fc.Arbitrary<ExprNode> = fc.oneof(
  fc.record({ kind: fc.constant("column" as const), name }),
  fc.record({ kind: fc.constant("literal" as const), type: fc.constant("VARCHAR" as const), value: text }),
  fc.record({
    kind: fc.constant("literal" as const),
    type: fc.constant("BIGINT" as const),
    value: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  }),
  fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), flag).map(
    ([value, exponent]): ExprNode => ({
      kind: "literal",
      type: "DOUBLE",
      value,
      ...(exponent || String(value).includes("e") ? { approximate: true as const } : {}),
    }),
  ),
  fc.record({ kind: fc.constant("literal" as const), type: fc.constant("BOOLEAN" as const), value: flag }),
  fc.constant<ExprNode>({ kind: "literal", type: "NULL", value: null }),
  day.map((at): ExprNode => ({ kind: "literal", type: "TIMESTAMP", value: at.slice(0, 23).replace("T", " ") })),
  day.map((at): ExprNode => ({ kind: "literal", type: "DATE", value: at.slice(0, 10) })),
  fc.record(
    { kind: fc.constant("interval" as const), value: text, unit, to: unit },
    { requiredKeys: ["kind", "value", "unit"] },
  ),
  fc.constant<ExprNode>({ kind: "call", function: "COUNT", args: [{ kind: "star" }] }),
  fc.constant<ExprNode>({ kind: "call", function: "CURRENT_TIMESTAMP", args: [] }),
);

const { node } = fc.letrec<{ node: ExprNode }>((tie) => {
  const one = tie("node");
  const some = fc.array(one, { minLength: 1, maxLength: 3 });
  const call = (functionName: string, ...args: fc.Arbitrary<ExprNode>[]) =>
    fc.tuple(...args).map((list): ExprNode => ({ kind: "call", function: functionName, args: list }));
  const unitNode = unit.map((word): ExprNode => ({ kind: "unit", unit: word }));
  const plain = fc
    .tuple(
      fc.constantFrom("MAX", "CONCAT", "LEFT", "TIME_PARSE", "NO_SUCH", "BTRIM"),
      some,
      flag,
      fc.option(one, { nil: undefined }),
    )
    .map(
      ([functionName, args, distinct, filter]): CallNode => ({
        kind: "call",
        function: functionName,
        args,
        ...(distinct ? { distinct: true as const } : {}),
        ...(filter === undefined ? {} : { filter }),
      }),
    );
  const branch = fc.record({ when: one, result: one });
  return {
    node: fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      leaf,
      plain,
      call("TRIM", one),
      call("EXTRACT", unitNode, one),
      call("FLOOR_TIME", one, unitNode),
      call("CEIL_TIME", one, unitNode),
      call("TIMESTAMPADD", unitNode, one, one),
      call("TIMESTAMPDIFF", unitNode, one, one),
      call("POSITION", one, one, one),
      call("JSON_OBJECT", one, one, one, one),
      call("SUBSTRING", one, one),
      fc
        .tuple(one, castType)
        .map(([arg, returning]): ExprNode => ({ kind: "call", function: "JSON_VALUE", args: [arg, arg], returning })),
      fc.record({ kind: fc.constant("array" as const), items: some }),
      fc.record({
        kind: fc.constant("unary" as const),
        operator: fc.constantFrom("-" as const, "NOT" as const),
        operand: one,
      }),
      fc.record({ kind: fc.constant("binary" as const), operator, left: one, right: one }),
      fc.record(
        {
          kind: fc.constant("case" as const),
          operand: one,
          branches: fc.array(branch, { minLength: 1, maxLength: 2 }),
          otherwise: one,
        },
        { requiredKeys: ["kind", "branches"] },
      ),
      fc.tuple(one, sizedType).map(([operand, type]): ExprNode => ({ kind: "cast", operand, ...type })),
      fc.record({
        kind: fc.constant("is" as const),
        operand: one,
        test: fc.constantFrom("NULL" as const, "TRUE" as const, "FALSE" as const, "UNKNOWN" as const),
        negated: flag,
      }),
      fc.record({
        kind: fc.constant("between" as const),
        operand: one,
        low: one,
        high: one,
        negated: flag,
        symmetric: flag,
      }),
      fc.record({ kind: fc.constant("in" as const), operand: one, values: some, negated: flag }),
      fc.record(
        { kind: fc.constant("like" as const), operand: one, pattern: one, escape: one, negated: flag },
        { requiredKeys: ["kind", "operand", "pattern", "negated"] },
      ),
    ),
  };
});

/** Any tree that can be written as Druid SQL, right or wrong. */
export const exprNode: fc.Arbitrary<ExprNode> = node;
