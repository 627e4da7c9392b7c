import type { CheckedFilter, CheckedJob, CheckedMapping, CheckedTransform } from "../checked-job.ts";
import { decodeExpression, type EncodedNode, encodeExpression } from "./encode-expression.ts";

/** Grows when a checked job that was encoded before cannot be decoded any more. */
export const checkedJobFormat = 1;

interface EncodedJob {
  readonly format: typeof checkedJobFormat;
  readonly job: Readonly<Record<string, unknown>>;
}

type Encoded<TPart> = Omit<TPart, "expression"> & { readonly expression: readonly EncodedNode[] };

/**
 * A checked job as a value that JSON holds exactly, for a store. Spans of expressions are left out.
 *
 * @example
 * const text = JSON.stringify(encodeCheckedJob(job));
 * decodeCheckedJob(JSON.parse(text)).kind;
 * // => "batch"
 */
export function encodeCheckedJob(job: CheckedJob): unknown {
  const { kind, ...parts } = job;
  const members: Record<string, unknown> = { kind, ...parts };
  for (const member of EXACT) if (member in members) members[member] = encodeValue(members[member]);
  if ("transform" in job) members.transform = encodeTransform(job.transform);
  return { format: checkedJobFormat, job: members } satisfies EncodedJob;
}

/**
 * The checked job of an encoded one.
 *
 * @throws Error for a value of another format.
 */
export function decodeCheckedJob(value: unknown): CheckedJob {
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== checkedJobFormat) {
    const format = typeof value === "object" && value !== null && "format" in value ? value.format : "none";
    throw new Error(`invalid checked job: expected format ${checkedJobFormat}, received ${JSON.stringify(format)}`);
  }
  // The format says what the members are.
  const { job } = value as EncodedJob;
  const members: Record<string, unknown> = { ...job };
  for (const member of EXACT) if (member in members) members[member] = decodeValue(members[member]);
  if ("transform" in members) members.transform = decodeTransform(members.transform as EncodedTransform);
  return members as unknown as CheckedJob;
}

/** Members that the user fills with any JSON, in which a number may be a zero below zero. */
const EXACT = ["context", "parameters", "source"] as const;

interface EncodedTransform extends Omit<CheckedTransform, "filter" | "mappings"> {
  readonly filter?: Encoded<CheckedFilter>;
  readonly mappings: readonly Encoded<CheckedMapping>[];
}

function encodeTransform({ filter, mappings, ...rest }: CheckedTransform): EncodedTransform {
  const encode = <TPart extends CheckedFilter>(part: TPart): Encoded<TPart> => ({
    ...part,
    expression: encodeExpression(part.expression),
  });
  return { ...rest, ...(filter && { filter: encode(filter) }), mappings: mappings.map(encode) };
}

function decodeTransform({ filter, mappings, ...rest }: EncodedTransform): CheckedTransform {
  return {
    ...rest,
    ...(filter && { filter: { ...filter, expression: decodeExpression(filter.expression) } }),
    mappings: mappings.map((mapping) => ({ ...mapping, expression: decodeExpression(mapping.expression) })),
  };
}

/** Marks a value that JSON would change, and an object that has the mark itself. */
const MARK = "~exact";

function encodeValue(value: unknown): unknown {
  if (Object.is(value, -0)) return { [MARK]: "-0" };
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(encodeValue);
  const members = mapMembers(value, encodeValue);
  return Object.hasOwn(value, MARK) ? { [MARK]: members } : members;
}

function decodeValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(decodeValue);
  if (!Object.hasOwn(value, MARK)) return mapMembers(value, decodeValue);
  const marked: unknown = Reflect.get(value, MARK);
  return marked === "-0" ? -0 : mapMembers(marked as object, decodeValue);
}

/** Defines each member: one named `__proto__` stays a member. */
function mapMembers(value: object, map: (member: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member)]));
}
