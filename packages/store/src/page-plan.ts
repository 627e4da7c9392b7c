import { type RecordKind, searchText, wellFormed } from "./kinds/record-kind.ts";
import type { PageQuery } from "./store.ts";

/** Where a record is in the order of a page. */
export interface PagePlace {
  /** Value of the field that sorts; empty without one. */
  readonly value: string;
  /** Grows with each record that is added. */
  readonly position: number;
}

/** A page query with defaults filled in and its cursor read. */
export interface PagePlan<TField extends string> {
  readonly where: readonly (readonly [field: TField, values: readonly string[]])[];
  readonly search: string;
  readonly orderBy: TField | undefined;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
  readonly after: PagePlace | undefined;
}

/** Throws for a field that the kind does not have, a bad limit or offset, and a cursor of another order. */
export function parsePageQuery<TRecord, TField extends string>(
  kind: RecordKind<TRecord, TField>,
  query: PageQuery<TField>,
): PagePlan<TField> {
  const { cursor, direction = "ASC", limit, offset = 0, orderBy, search = "", where } = query;
  if (!(Number.isSafeInteger(limit) && limit > 0))
    throw new RangeError(`invalid limit: expected 1 or more, received ${limit}`);
  if (!(Number.isSafeInteger(offset) && offset >= 0)) {
    throw new RangeError(`invalid offset: expected 0 or more, received ${offset}`);
  }
  const asked = Object.keys(where ?? {});
  for (const name of orderBy === undefined ? asked : [...asked, orderBy]) {
    if (!kind.fields.some((field) => field === name)) throw new RangeError(`invalid field of ${kind.name}: ${name}`);
  }
  return {
    where: kind.fields.flatMap((field) => {
      const values = where?.[field] ?? [];
      return values.length === 0 ? [] : [[field, values.map(wellFormed)] as const];
    }),
    search: searchText(search),
    orderBy,
    descending: direction === "DESC",
    limit,
    offset,
    after: cursor === undefined ? undefined : parseCursor(cursor, orderOf(orderBy, direction)),
  };
}

/** The cursor behind a place. */
export function formatCursor<TField extends string>(
  { descending, orderBy }: PagePlan<TField>,
  place: PagePlace,
): string {
  const order = orderOf(orderBy, descending ? "DESC" : "ASC");
  return Buffer.from(JSON.stringify([order, place.value, place.position])).toString("base64url");
}

function orderOf(orderBy: string | undefined, direction: "ASC" | "DESC"): string {
  return `${orderBy ?? ""} ${direction}`;
}

function parseCursor(cursor: string, order: string): PagePlace {
  try {
    const [ofOrder, value, position] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (ofOrder === order && typeof value === "string" && Number.isSafeInteger(position)) return { value, position };
  } catch {
    // Not one of ours: the same error.
  }
  throw new RangeError(`invalid cursor: expected one of a page in the same order, received ${JSON.stringify(cursor)}`);
}
