import { inputSqlTypes } from "@starfix/expr";
import { checkExpr, parseExpr } from "@starfix/expr/parse";
import type { CheckedBatchJob, CheckedMapping, InputField } from "@starfix/rules";

/** The parts of a job that a test chooses; the rest is that of the Koalas job. */
export interface JobParts extends Partial<Pick<CheckedBatchJob, "source" | "ingestion" | "context" | "target">> {
  readonly table?: string;
  readonly input?: Readonly<Record<string, InputField["dataType"]>>;
  readonly mappings?: Readonly<Record<string, string>>;
  readonly declared?: Readonly<Record<string, NonNullable<CheckedMapping["declaredType"]>>>;
  readonly filter?: string;
  readonly create?: boolean;
  readonly maxParseExceptions?: number;
}

export const KOALAS_INPUT = { timestamp: "string", city: "string", session: "string", session_length: "long" } as const;
export const KOALAS_MAPPINGS = {
  __time: 'TIME_PARSE("timestamp")',
  city: '"city"',
  session: '"session"',
  max_session_length: 'MAX("session_length")',
  __count: "COUNT(*)",
} as const;

/** A checked job, as the rules would give it. */
export function checkedJob(parts: JobParts = {}): CheckedBatchJob {
  const input: readonly InputField[] = Object.entries(parts.input ?? KOALAS_INPUT).map(([name, dataType]) => ({
    name,
    dataType,
  }));
  const columns = new Map(input.map(({ name, dataType }) => [name, inputSqlTypes[dataType]]));
  const mappings = Object.entries(parts.mappings ?? KOALAS_MAPPINGS).map(([column, text], index): CheckedMapping => {
    const expression = parseExpr(text);
    const { type, aggregate } = checkExpr(expression, { columns });
    const declaredType = parts.declared?.[column];
    const pointer = `/mappings/${index}/expression`;
    return { column, expression, text, type, aggregate, pointer, ...(declaredType && { declaredType }) };
  });
  const { filter } = parts;
  return {
    kind: "batch",
    target: parts.target ?? { table: parts.table ?? "Koalas", createIfMissing: parts.create ?? true },
    source: parts.source ?? {
      kind: "objects",
      type: "s3",
      connectionName: "demo-conn",
      selection: { kind: "uris", uris: ["s3://demo-bucket/demo.json"] },
      format: { format: "nd-json" },
    },
    transform: {
      input,
      ...(filter !== undefined && { filter: { expression: parseExpr(filter), text: filter } }),
      mappings,
      aggregates: mappings.some((mapping) => mapping.aggregate),
    },
    ingestion: parts.ingestion ?? { mode: "append" },
    context: parts.context ?? {},
    partitionedBy: "day",
    clusteringColumns: [],
    maxParseExceptions: parts.maxParseExceptions ?? 2_147_483_647,
  };
}
