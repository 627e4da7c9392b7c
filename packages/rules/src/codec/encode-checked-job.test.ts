import { type ExprNode, stripSpans } from "@starfix/expr";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckedBatchJob, CheckedJob } from "../checked-job.ts";
import { checkJob } from "../job/check-job.ts";
import { contextOf, koalas, mapped } from "../testing/requests.ts";
import { checkedJobFormat, decodeCheckedJob, encodeCheckedJob } from "./encode-checked-job.ts";

function throughJson(job: CheckedJob): CheckedJob {
  return decodeCheckedJob(JSON.parse(JSON.stringify(encodeCheckedJob(job))));
}

function batchJob(): CheckedBatchJob {
  const { job } = checkJob(koalas, contextOf());
  if (job?.kind !== "batch") throw new Error("the guide's job is a batch job that passes the rules");
  return job;
}

const name = fc.string();
const literal = fc.oneof<fc.Arbitrary<ExprNode>[]>(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ kind: "literal", type: "BIGINT", value })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ kind: "literal", type: "DOUBLE", value })),
  name.map((value) => ({ kind: "literal", type: "VARCHAR", value })),
  fc.constant({ kind: "literal", type: "NULL", value: null }),
);

const { tree } = fc.letrec<{ tree: ExprNode }>((tie) => {
  const each = tie("tree");
  return {
    tree: fc.oneof(
      { depthSize: "small" },
      literal,
      name.map((column): ExprNode => ({ kind: "column", name: column, span: { start: 0, end: 1 } })),
      fc.tuple(each, each).map(([left, right]): ExprNode => ({ kind: "binary", operator: "+", left, right })),
      fc.array(each).map((args): ExprNode => ({ kind: "call", function: "CONCAT", args })),
      fc
        .tuple(each, fc.array(each))
        .map(([operand, values]): ExprNode => ({ kind: "in", operand, values, negated: true })),
      fc
        .tuple(fc.array(fc.record({ when: each, result: each }), { minLength: 1 }), each)
        .map(([branches, otherwise]): ExprNode => ({ kind: "case", branches, otherwise })),
      each.map((operand): ExprNode => ({ kind: "cast", operand, type: "DECIMAL", size: [10, 2] })),
      each.map((pattern): ExprNode => ({ kind: "like", operand: pattern, pattern, escape: pattern, negated: false })),
      each.map((filter): ExprNode => ({ kind: "call", function: "SUM", args: [filter], filter, distinct: true })),
    ),
  };
});

/** Any JSON that a client may send, with zeros below zero, and members named as the codec's own. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(-0, 0, 1.5, null, true, "x"),
    fc.array(tie("value")),
    fc.dictionary(fc.constantFrom("a", "~exact", "__proto__", "span"), tie("value"), { noNullPrototype: true }),
  ),
})).value;

test("decoding what JSON kept of an encoded job gives the job, but for spans", () => {
  const job = batchJob();
  fc.assert(
    fc.property(
      tree,
      fc.option(tree),
      fc.dictionary(name, json, { noNullPrototype: true }),
      (expression, condition, context) => {
        const [mapping] = job.transform.mappings;
        if (mapping === undefined) throw new Error("the guide's job has mappings");
        const withParts = (given: ExprNode, filter: ExprNode | null): CheckedJob => ({
          ...job,
          context,
          transform: {
            ...job.transform,
            mappings: [{ ...mapping, expression: given }],
            ...(filter && { filter: { text: "…", expression: filter } }),
          },
        });
        const want = withParts(stripSpans(expression), condition && stripSpans(condition));
        expect(throughJson(withParts(expression, condition))).toStrictEqual(want);
      },
    ),
    { numRuns: 300 },
  );
});

test("jobs of every kind come back", () => {
  const jobs: readonly CheckedJob[] = [
    { kind: "drop_table", table: "Koalas", softDelete: true },
    { kind: "delete_data", table: "Koalas", rows: "all", softDelete: false, versions: [] },
    { kind: "restore_data", table: "Koalas", interval: "2026/2027", versions: ["2026-01-01T00:00:00Z"] },
    {
      kind: "sql",
      query: "INSERT INTO a SELECT ? PARTITIONED BY DAY",
      parameters: [{ type: "DOUBLE", value: -0 }],
      createIfMissing: true,
      table: "a",
      context: {},
    },
  ];
  for (const job of jobs) expect(throughJson(job)).toStrictEqual(job);
});

test("a tree that is deeper than JSON can be nested comes back", () => {
  const column: ExprNode = { kind: "column", name: "session_length" };
  let expression: ExprNode = column;
  for (let depth = 0; depth < 50_000; depth++) {
    expression = { kind: "binary", operator: "+", left: expression, right: column };
  }
  const job = batchJob();
  const mapping = { column: "sum", expression, text: "…", type: "BIGINT", aggregate: false } as const;
  const decoded = throughJson({ ...job, transform: { ...job.transform, mappings: [mapping] } });
  let depth = 0;
  let node: ExprNode | undefined = decoded.kind === "batch" ? decoded.transform.mappings[0]?.expression : undefined;
  for (; node?.kind === "binary"; node = node.left) depth++;
  expect([depth, node]).toEqual([50_000, column]);
});

test("a part that a tree has twice is written once", () => {
  let node: ExprNode = { kind: "literal", type: "BIGINT", value: 1n };
  for (let depth = 0; depth < 40; depth++) node = { kind: "binary", operator: "+", left: node, right: node };
  const job = batchJob();
  const mapping = { column: "sum", expression: node, text: "…", type: "BIGINT", aggregate: false } as const;
  const text = JSON.stringify(encodeCheckedJob({ ...job, transform: { ...job.transform, mappings: [mapping] } }));
  expect(text.length).toBeLessThan(5000);
});

test.each([[null], [{ format: checkedJobFormat + 1, job: {} }], [{ job: {} }]])("%j is no checked job", (value) => {
  expect(() => decodeCheckedJob(value)).toThrow(`invalid checked job: expected format ${checkedJobFormat}, received `);
});

test("spans are left out", () => {
  const { job } = checkJob(mapped(), contextOf());
  expect(job && JSON.stringify(encodeCheckedJob(job))).not.toContain("span");
});
