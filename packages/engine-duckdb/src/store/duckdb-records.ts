import type { DuckDBValue } from "@duckdb/node-api";
import type { Page, PageQuery, Records, Stored } from "@starfix/store";
import { formatCursor, indexRecord, type PagePlan, parsePageQuery, type RecordKind } from "@starfix/store/driver";
import { RecordCache } from "./record-cache.ts";
import { assignSql, columnOf, insertSql, keyText, recordValues, tableOf } from "./record-sql.ts";
import type { Row, StoreDatabase } from "./store-database.ts";

/** Records of one kind in a table of their own. Every call is one statement, hence one transaction. */
export class DuckDbRecords<TRecord, TField extends string> implements Records<TRecord, TField> {
  protected readonly kind: RecordKind<TRecord, TField>;
  protected readonly database: StoreDatabase;
  // No other process writes the file: what was read or written here last is what is kept.
  readonly #cache = new RecordCache<TRecord>();

  constructor(database: StoreDatabase, kind: RecordKind<TRecord, TField>) {
    this.database = database;
    this.kind = kind;
  }

  async get(key: string): Promise<Stored<TRecord> | undefined> {
    this.database.checkUsable();
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const sql = `SELECT key, revision, document FROM ${tableOf(this.kind)} WHERE key = $1`;
    const { rows } = await this.database.run(sql, [keyText(key)]);
    const [row] = rows;
    if (row === undefined) return undefined;
    const stored = this.read(row);
    this.#cache.set(stored, String(row[2]).length);
    return stored;
  }

  async page(query: PageQuery<TField>): Promise<Page<TRecord>> {
    this.database.checkUsable();
    const plan = parsePageQuery(this.kind, query);
    return await this.#cache.page(JSON.stringify(plan), async () => {
      const { sql, values } = pageSql(this.kind, plan);
      const { rows } = await this.database.runOnce(sql, values);
      const characters = rows.reduce((sum, row) => sum + String(row[2]).length, 0);
      return { page: this.#readPage(plan, rows), characters };
    });
  }

  #readPage(plan: PagePlan<TField>, rows: readonly Row[]): Page<TRecord> {
    const items = rows.slice(0, plan.limit).map((row) => this.read(row));
    const last = items.at(-1);
    if (last === undefined || rows.length <= plan.limit) return { items };
    // Taken from the record: DuckDB's driver drops a byte order mark at the beginning of a text that it reads.
    const { fields } = indexRecord(this.kind, last.record);
    const value = plan.orderBy === undefined ? "" : fields[plan.orderBy];
    return { items, cursor: formatCursor(plan, { value, position: Number(rows[plan.limit - 1]?.[3]) }) };
  }

  async add(key: string, record: TRecord): Promise<boolean> {
    const values = recordValues(this.kind, record);
    try {
      await this.#writing(key, () => this.database.run(insertSql(this.kind), [keyText(key), ...values]));
    } catch (error) {
      // `ON CONFLICT DO NOTHING` makes an INSERT take four times as long.
      if (error instanceof Error && error.message.startsWith("Constraint Error: Duplicate key")) return false;
      throw error;
    }
    this.#keep(key, 1, String(values[0]));
    return true;
  }

  async replaceIf(key: string, revision: number, record: TRecord): Promise<number | undefined> {
    return await this.replaceWhere(key, revision, record, "", []);
  }

  async removeIf(key: string, revision: number): Promise<boolean> {
    const sql = `DELETE FROM ${tableOf(this.kind)} WHERE key = $1 AND revision = $2`;
    const { changed } = await this.#writing(key, () => this.database.run(sql, [keyText(key), BigInt(revision)]));
    return changed === 1;
  }

  /** Replaces a record for which a further condition is true; its values are numbered from $3. */
  protected async replaceWhere(
    key: string,
    revision: number,
    record: TRecord,
    condition: string,
    conditionValues: readonly DuckDBValue[],
  ): Promise<number | undefined> {
    const values = recordValues(this.kind, record);
    const first = 3 + conditionValues.length;
    const sql = `UPDATE ${tableOf(this.kind)} ${assignSql(this.kind, first)} WHERE key = $1 AND revision = $2 ${condition}`;
    const bound = [keyText(key), BigInt(revision), ...conditionValues, ...values];
    const { changed } = await this.#writing(key, () => this.database.run(sql, bound));
    if (changed === 0) return undefined;
    this.#keep(key, revision + 1, String(values[0]));
    return revision + 1;
  }

  /** A row that begins with key, revision and document. */
  protected read([key, revision, document]: Row): Stored<TRecord> {
    return { key: JSON.parse(String(key)), revision: Number(revision), record: this.#parse(String(document)) };
  }

  /** A record that was just written, as it would be read. */
  #keep(key: string, revision: number, document: string): void {
    this.#cache.set({ key, revision, record: this.#parse(document) }, document.length);
  }

  #parse(document: string): TRecord {
    const record: unknown = JSON.parse(document);
    // It is given to every reader.
    freezeAll(record);
    return record as TRecord; // Every document was written from one.
  }

  /** Whatever becomes of a write, what it may change is read again after it. */
  async #writing<TResult>(key: string, write: () => Promise<TResult>): Promise<TResult> {
    this.#cache.forget(key);
    try {
      return await write();
    } finally {
      this.#cache.forget(key);
    }
  }
}

function freezeAll(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) freezeAll(inner);
  Object.freeze(value);
}

function pageSql<TRecord, TField extends string>(
  kind: RecordKind<TRecord, TField>,
  { after, descending, limit, offset, orderBy, search, where }: PagePlan<TField>,
): { readonly sql: string; readonly values: readonly DuckDBValue[] } {
  const values: DuckDBValue[] = [];
  const bind = (value: DuckDBValue): string => `$${values.push(value)}`;
  const conditions = where.map(([field, wanted]) => `${columnOf(field)} IN (${wanted.map(bind).join(", ")})`);
  if (search !== "") conditions.push(`contains(search, ${bind(search)})`);
  const order = orderBy === undefined ? ["position"] : [columnOf(orderBy), "position"];
  if (after !== undefined) {
    const place = orderBy === undefined ? [] : [bind(after.value)];
    place.push(bind(BigInt(after.position)));
    conditions.push(`(${order.join(", ")}) ${descending ? "<" : ">"} (${place.join(", ")})`);
  }
  const sql = [
    `SELECT key, revision, document, position FROM ${tableOf(kind)}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(" AND ")}`]),
    `ORDER BY ${order.map((column) => `${column} ${descending ? "DESC" : "ASC"}`).join(", ")}`,
    `LIMIT ${limit + 1} OFFSET ${offset}`,
  ];
  return { sql: sql.join(" "), values };
}
