/** What would have been right, and what the request has. Both are ready to be read; secrets are never repeated. */
export interface Expectation {
  readonly expected: string;
  readonly received: string;
}

/** An issue of a value that has a name of its own, such as `maxParseExceptions`. */
interface NamedValue extends Expectation {
  readonly what: string;
}

interface OfColumn extends Expectation {
  readonly column: string;
}

interface OfTableColumn extends OfColumn {
  readonly table: string;
}

/** An issue of an expression, with its place in the SQL. */
interface OfExpression extends Expectation {
  /** `mapping "city"` or `filter`. */
  readonly where: string;
  /** What is wrong with it, as a sentence. */
  readonly reason: string;
  /** The SQL that the span is of. */
  readonly text: string;
}

interface ReplacedRows extends Expectation {
  readonly table: string;
  /** What is replaced: intervals, or `all`. */
  readonly interval: string;
  /** What is read. */
  readonly read: string;
  /** Whether the table is read and written. */
  readonly own: boolean;
}

interface ContextKey extends Expectation {
  readonly key: string;
  readonly of: "name";
}

/** An issue between jobs that write one table. */
interface BetweenJobs extends Expectation {
  readonly table: string;
  /** The other requests, as their indexes. */
  readonly related: readonly number[];
}

/** What an issue of each code tells. To add a code, add it here and to the table of its subject. */
export interface RuleFacts {
  // Names and values.
  readonly invalid_name: NamedValue;
  readonly invalid_value: NamedValue;
  readonly invalid_interval: Expectation;
  /** The request does not fit its schema. */
  readonly invalid_request: Expectation & {
    /** The member, with dots: `source.uris`; `body` of the whole request. */
    readonly member: string;
    /** Whether the member itself is wrong, and not its value. */
    readonly of?: "name";
  };

  // Where a job reads.
  readonly source_type: Expectation;
  readonly unknown_connection: Expectation;
  readonly connection_type: Expectation & { readonly connection: string };
  readonly missing_selection: Expectation;
  readonly several_selections: Expectation;
  readonly invalid_uri: Expectation;
  readonly uri_of_another_bucket: Expectation & {
    readonly uri: string;
    /** How every URI of the bucket, or the container, begins: `s3://demo-bucket/`. */
    readonly bucket: string;
  };
  readonly outside_prefix: Expectation & { readonly object: string; readonly prefix: string };
  readonly invalid_pattern: Expectation & { readonly reason: string };
  /** A URI where a key or a part of one is expected. */
  readonly uri_as_key: Expectation & { readonly what: string };
  readonly leading_slash: Expectation & { readonly what: string };
  readonly wildcard_in_name: Expectation & { readonly what: string };
  readonly names_a_folder: Expectation & { readonly what: string };
  readonly unread_extension: Expectation;
  readonly format_against_name: Expectation & { readonly format: string };
  readonly unknown_format: Expectation;
  readonly mixed_formats: Expectation;
  readonly invalid_format: Expectation;
  readonly empty_input_schema: Expectation;
  readonly duplicate_field: Expectation & { readonly field: string };
  /** A field of the input that the columns of the format, or the header of inline data, do not have. */
  readonly field_not_in_columns: Expectation & { readonly field: string };
  readonly field_not_in_data: Expectation & { readonly field: string };
  readonly envelope_field: Expectation & { readonly field: string };
  readonly group_count: Expectation;
  readonly header_skipped: Expectation;
  readonly header_read_as_record: Expectation;
  readonly data_of_another_format: Expectation;
  readonly unreadable_record: Expectation;
  readonly reads_its_target: Expectation & { readonly table: string };
  /** An object, a prefix or a file that what is named before it includes already. */
  readonly selected_twice: Expectation & { readonly object: string; readonly earlier: string };
  readonly exclusion_without_discovery: Expectation;
  readonly excluded_column: OfColumn;

  // What it makes of the records.
  readonly missing_time: Expectation & {
    /** Of the statement of a SQL job, with its text. */
    readonly text?: string;
  };
  readonly time_expression: Expectation & {
    readonly expression: string;
    /** How to write it. */
    readonly advice: string;
  };
  readonly reserved_column: OfColumn;
  readonly duplicate_column: OfColumn & { readonly of: "job" | "table" | "statement" };
  readonly invalid_expression: OfExpression;
  readonly time_pattern: OfExpression;
  readonly questionable_time_pattern: OfExpression;
  /** Of an expression; `where` is `sqlTimeZone` or `timeZone` of a member, which has no text. */
  readonly unknown_time_zone: Expectation & Pick<OfExpression, "where" | "reason"> & { readonly text?: string };
  readonly offset_dropped: OfExpression;
  readonly epoch_unit: OfExpression;
  readonly substring_start: OfExpression;
  readonly json_of_text: OfExpression;
  readonly untyped_json_value: OfExpression;
  readonly text_as_number: OfExpression;
  readonly null_comparison: OfExpression;
  readonly post_aggregation: OfExpression;
  readonly unmergeable_aggregate: OfExpression;
  readonly count_of_rolled_up: OfColumn & { readonly table: string; readonly text: string };
  readonly grouped_json: OfColumn & { readonly of: "job" | "table" };
  readonly sketch_dimension: OfColumn & { readonly of: "job" | "table" };
  readonly input_named_time: Expectation;
  readonly invalid_filter: Expectation & { readonly text: string };
  readonly unmarked_aggregation: OfColumn;
  readonly not_an_aggregation: OfColumn;

  // Where it writes.
  readonly unknown_table: Expectation;
  readonly column_not_in_table: OfTableColumn;
  readonly column_type: OfTableColumn;
  readonly measure_without_aggregation: OfTableColumn;
  readonly aggregation_without_measure: OfTableColumn;
  readonly unknown_clustering_column: OfColumn & { readonly of: "job" | "table" | "statement" };
  readonly clustering_by_measure: OfColumn;
  readonly duplicate_clustering_column: OfColumn;
  readonly replace_scope: Expectation;
  readonly unexpected_intervals: Expectation;
  readonly misaligned_interval: Expectation & { readonly interval: string; readonly granularity: string };
  readonly overlapping_intervals: Expectation & { readonly interval: string; readonly earlier: string };
  /** The rows that are read from a table, and those that are replaced, have no time in common. */
  readonly replace_outside_source: ReplacedRows;
  readonly replace_beyond_source: ReplacedRows;
  readonly deletion_scope: Expectation;
  readonly misaligned_deletion: Expectation & { readonly interval: string; readonly granularity: string };
  readonly upsert_key: Expectation;
  readonly upsert_aggregates: OfColumn;
  readonly misspelt_context_key: ContextKey;
  readonly unknown_context_key: ContextKey;
  readonly invalid_query: Expectation & {
    /** The statement that the span is of. */
    readonly text?: string;
  };
  readonly parameter_count: Expectation;

  // Tables and connections.
  readonly rollup_coarser_than_chunk: Expectation & { readonly rollup: string; readonly chunk: string };
  readonly cached_after_retention: Expectation & { readonly cached: string; readonly retained: string };
  readonly invalid_credentials: Expectation;
  readonly unknown_region: Expectation;
  readonly endpoint_without_region: Expectation;

  // All requests of a project.
  readonly duplicate_name: Expectation & {
    readonly kind: "connection" | "table" | "job";
    readonly name: string;
    /** The name of the earlier one, which may differ in case. */
    readonly earlier: string;
    /** The earlier one, as its index among the requests. */
    readonly related: readonly number[];
  };
  readonly table_writers: Expectation & {
    readonly table: string;
    /** Who answers for the job. */
    readonly owner: string;
    /** Who may write the table. */
    readonly allowed: readonly string[];
    /** Who declares the table; absent when no request does. */
    readonly declared?: string;
    /** The first request that writes the table, where that is why others may not. */
    readonly related?: readonly number[];
  };
  /** Jobs that create one table make it a detail table and an aggregate table. */
  readonly table_kinds_differ: BetweenJobs;
  /** Jobs that create one table give a column types of which none holds the other. */
  readonly column_types_differ: BetweenJobs & { readonly column: string };
  /** Jobs that create one table give it other columns. */
  readonly table_columns_differ: BetweenJobs & {
    /** Columns that only this job has. */
    readonly added: readonly string[];
    /** Columns that only the other job has. */
    readonly missing: readonly string[];
  };
  readonly several_streams: BetweenJobs;
  /** Jobs that replace the same time of one table. */
  readonly overlapping_replacements: BetweenJobs & {
    /** What all of them replace: an interval, or `all`. */
    readonly interval: string;
  };
  readonly objects_read_twice: BetweenJobs & { readonly object: string };
}

/** Name of a rule. It stays; its sentence may change. */
export type RuleCode = keyof RuleFacts;
