/** A record of an older format, as parsed from its JSON. */
export type OldRecord = Readonly<Record<string, unknown>>;

/** What every store must know of one kind of records to filter, sort, search and migrate them. */
export interface RecordKind<TRecord, TField extends string = never> {
  readonly name: "connections" | "jobs" | "tables" | "keys" | "settings";
  readonly fields: readonly TField[];
  /** The values to filter and sort by. */
  fieldsOf(record: TRecord): Readonly<Record<TField, string>>;
  /** The texts that `search` looks through. */
  textsOf(record: TRecord): readonly string[];
  /** Step i turns a record of format i + 1 into one of format i + 2. */
  readonly migrations: readonly ((record: OldRecord) => OldRecord)[];
}

/** The format in which records of a kind are written. */
export function formatOf({ migrations }: Pick<RecordKind<never>, "migrations">): number {
  return migrations.length + 1;
}

/** Turns a record of any format into one of the newest. Throws for a format of a newer release. */
export function migrateRecord<TRecord, TField extends string>(
  kind: RecordKind<TRecord, TField>,
  format: number,
  record: unknown,
): TRecord {
  if (format > formatOf(kind)) {
    throw new Error(
      `unknown format of ${kind.name}: expected ${formatOf(kind)} or older, received ${format}; a newer release wrote it`,
    );
  }
  // Kinds that have migrations have objects as records; the last step gives the newest format.
  return kind.migrations.slice(format - 1).reduce((old, step) => step(old), record as OldRecord) as TRecord;
}

/** What a store keeps next to a record to find it by. */
export interface Indexed<TField extends string> {
  readonly fields: Readonly<Record<TField, string>>;
  /** In lower case; the texts are separated by a character that names do not contain. */
  readonly search: string;
}

export function indexRecord<TRecord, TField extends string>(
  kind: RecordKind<TRecord, TField>,
  record: TRecord,
): Indexed<TField> {
  const values = kind.fieldsOf(record);
  // Every field of the kind is given a value.
  const fields = Object.fromEntries(kind.fields.map((field) => [field, wellFormed(values[field])])) as Record<
    TField,
    string
  >;
  return { fields, search: searchText(kind.textsOf(record).join("\u001f")) };
}

export function searchText(text: string): string {
  return wellFormed(text.toLowerCase());
}

/** A database holds UTF-8: half of a surrogate pair becomes U+FFFD, in what is kept and in what is asked for. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
