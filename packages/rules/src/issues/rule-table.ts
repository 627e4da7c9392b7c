import type { Expectation, RuleCode, RuleFacts } from "./rule-facts.ts";

interface Rule<TFacts> {
  readonly severity: "error" | "warning";
  /** One sentence about this case. */
  readonly message: (facts: TFacts) => string;
}

function warning<TFacts>(message: (facts: TFacts) => string): Rule<TFacts> {
  return { severity: "warning", message };
}

function error<TFacts>(message: (facts: TFacts) => string): Rule<TFacts> {
  return { severity: "error", message };
}

const q = (text: string): string => JSON.stringify(text);
const ofExpression = ({ where, reason }: { readonly where: string; readonly reason: string }): string =>
  `${where}: ${reason}`;
const difference = ({ expected, received }: Expectation): string => `expected ${expected}, received ${received}`;

/** Every code with its severity and its sentence. A code without one does not compile. */
export const ruleTable: { readonly [TCode in RuleCode]: Rule<RuleFacts[TCode]> } = {
  invalid_name: error((issue) => `invalid ${issue.what}: ${difference(issue)}`),
  invalid_value: error((issue) => `invalid ${issue.what}: ${difference(issue)}`),
  invalid_interval: error((issue) => `invalid interval: ${difference(issue)}`),
  invalid_request: error((issue) => `invalid ${issue.member}: ${difference(issue)}`),

  source_type: error((issue) => `invalid source: ${difference(issue)}`),
  unknown_connection: error((issue) => `unknown connection: ${difference(issue)}`),
  connection_type: error(({ connection, ...issue }) => `invalid connection ${q(connection)}: ${difference(issue)}`),
  missing_selection: error((issue) => `no objects are selected: ${difference(issue)}`),
  several_selections: error((issue) => `objects are selected in several ways: ${difference(issue)}`),
  invalid_uri: error((issue) => `invalid URI: ${difference(issue)}`),
  uri_of_another_bucket: error(
    ({ uri, bucket }) =>
      `${q(uri)} is out of reach: the connection reads only what begins with ${q(bucket)}; name an object there, or use another connection`,
  ),
  outside_prefix: error(
    ({ object, prefix }) =>
      `${q(object)} is out of reach: the connection reads only keys that begin with ${q(prefix)}; name objects below it, or make the prefix of the connection shorter`,
  ),
  invalid_pattern: error(({ reason }) => reason),
  uri_as_key: error((issue) => `invalid ${issue.what}: ${difference(issue)}; the bucket is that of the connection`),
  leading_slash: warning(
    (issue) => `${issue.what} begins with a slash, and keys of S3 seldom do: ${difference(issue)}`,
  ),
  wildcard_in_name: warning(
    (issue) =>
      `${issue.what} ${issue.received} is taken as written, and its wildcards match nothing: expected ${issue.expected}`,
  ),
  names_a_folder: warning(
    (issue) =>
      `${issue.what} ${issue.received} names a folder, which has no records of its own: expected ${issue.expected}`,
  ),
  unread_extension: error((issue) => `the service does not read such files: ${difference(issue)}`),
  format_against_name: warning(
    ({ format, received, expected }) =>
      `${received} is read as ${format}, and its name says otherwise: expected ${expected}`,
  ),
  unknown_format: error((issue) => `unknown format: ${difference(issue)}`),
  mixed_formats: error((issue) => `objects of several formats: ${difference(issue)}; make a job for each format`),
  invalid_format: error((issue) => `invalid format: ${difference(issue)}`),
  empty_input_schema: error((issue) => `invalid inputSchema: ${difference(issue)}`),
  duplicate_field: error(({ field }) => `field ${q(field)} is listed twice: name it once`),
  field_not_in_columns: error(
    ({ field, ...issue }) =>
      `field ${q(field)} is never read, because the records have no such column: ${difference(issue)}`,
  ),
  field_not_in_data: error(
    ({ field, ...issue }) =>
      `field ${q(field)} is in none of the records, so it is NULL in all of them: ${difference(issue)}`,
  ),
  envelope_field: error(
    ({ field, ...issue }) =>
      `field ${q(field)} belongs to the envelope of an event, not to its value: ${difference(issue)}`,
  ),
  group_count: error((issue) => `the groups of the pattern and the columns do not agree: ${difference(issue)}`),
  header_skipped: warning(
    (issue) => `skipHeaderRows skips the header, and the line after it is read as the header: ${difference(issue)}`,
  ),
  header_read_as_record: error(
    (issue) => `the header is read as a record, because the format gives columns: ${difference(issue)}`,
  ),
  data_of_another_format: error((issue) => `no line of the data can be read: ${difference(issue)}`),
  unreadable_record: warning((issue) => `a line of the data cannot be read and is skipped: ${difference(issue)}`),
  reads_its_target: warning(
    ({ table }) =>
      `the job reads table ${q(table)} and appends to it, so its rows are there twice afterwards: use ingestionMode replace, or write another table`,
  ),
  selected_twice: warning(({ object, earlier }) =>
    object === earlier
      ? `${q(object)} is named twice, and its rows may be read twice: name it once`
      : `${q(object)} begins with ${q(earlier)}, which is selected too, and its rows may be read twice: name only one of them`,
  ),
  exclusion_without_discovery: warning(
    (issue) => `fields are excluded from schema discovery, which is off: ${difference(issue)}`,
  ),
  excluded_column: error(
    ({ column }) =>
      `column ${q(column)} is mapped, and excluded from the columns of the table: name it in one of the two places only`,
  ),

  missing_time: error(({ text }) =>
    text === undefined
      ? 'no mapping of __time: add one, such as TIME_PARSE("timestamp")'
      : 'no column __time is selected: add one, such as TIME_PARSE("timestamp") AS "__time", or write PARTITIONED BY ALL',
  ),
  time_expression: error((issue) => `__time is mapped to ${issue.expression}: ${difference(issue)}; ${issue.advice}`),
  reserved_column: error(
    ({ column }) =>
      `column ${q(column)} is reserved: names that begin with __ are the service's own, except __time${
        column === "__count" ? " and, where rows are grouped, __count" : ""
      }; name it otherwise`,
  ),
  duplicate_column: error(({ column, of }) =>
    of === "table"
      ? `column ${q(column)} is declared twice: declare it once`
      : `column ${q(column)} is ${of === "job" ? "mapped" : "selected"} twice: ${of === "job" ? "map" : "name"} it once, or give one of the two another name`,
  ),
  invalid_expression: error(ofExpression),
  time_pattern: error(ofExpression),
  questionable_time_pattern: warning(ofExpression),
  unknown_time_zone: error(ofExpression),
  offset_dropped: warning(ofExpression),
  epoch_unit: warning(ofExpression),
  substring_start: warning(ofExpression),
  json_of_text: warning(ofExpression),
  untyped_json_value: warning(ofExpression),
  text_as_number: error(ofExpression),
  null_comparison: error(ofExpression),
  post_aggregation: error(ofExpression),
  unmergeable_aggregate: warning(ofExpression),
  count_of_rolled_up: warning(
    ({ table, column }) =>
      `mapping ${q(column)} counts rows of table ${q(table)}, each of which is made of several records already: write SUM("__count") for the records, or COUNT(DISTINCT …) for values`,
  ),
  grouped_json: error(({ column, of }) =>
    of === "job"
      ? `mapping ${q(column)} is JSON, and rows are grouped by it: map the parts that matter, as in JSON_VALUE("doc", '$.name'), or do not aggregate`
      : `column ${q(column)} of an aggregate table is JSON, which rows cannot be grouped by: declare columns for its parts, or use a detail table`,
  ),
  sketch_dimension: error(({ column, of }) =>
    of === "job"
      ? `mapping ${q(column)} is a sketch that is not aggregated: aggregate it, as in DS_HLL or DS_THETA, into a measure of an aggregate table`
      : `column ${q(column)} is a sketch, which only a measure holds: declare it as a measure of an aggregate table`,
  ),
  input_named_time: error(
    ({ received }) =>
      `input field "__time" is ${received}, and Druid takes a field of this name for a time: name it otherwise in the data, or read it as timestamp and map MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS("__time"))`,
  ),
  invalid_filter: error((issue) => `filter: ${difference(issue)}`),
  unmarked_aggregation: error(
    (issue) => `mapping ${q(issue.column)} aggregates and is not marked so: ${difference(issue)}`,
  ),
  not_an_aggregation: error(
    ({ column }) =>
      `mapping ${q(column)} is marked as an aggregation and does not aggregate: aggregate the expression, as in SUM or MAX, or leave isAggregation out`,
  ),

  unknown_table: error((issue) => `unknown table: ${difference(issue)}`),
  column_not_in_table: error(
    ({ table, column, expected }) => `strict table ${q(table)} has no column ${q(column)}: expected ${expected}`,
  ),
  column_type: error((issue) => `column ${q(issue.column)} of table ${q(issue.table)}: ${difference(issue)}`),
  measure_without_aggregation: error(
    ({ table, column }) =>
      `measure ${q(column)} of table ${q(table)} is mapped without an aggregation: aggregate the expression, as in SUM or MAX`,
  ),
  aggregation_without_measure: error(
    ({ table, column }) =>
      `column ${q(column)} of table ${q(table)} is mapped to an aggregation and is no measure: declare it as a measure of an aggregate table, or do not aggregate`,
  ),
  unknown_clustering_column: error(
    (issue) =>
      `rows are sorted by ${q(issue.column)}, which is not ${{ job: "mapped", table: "declared", statement: "selected" }[issue.of]}: expected ${issue.expected}`,
  ),
  clustering_by_measure: error(
    ({ column }) => `rows are sorted by measure ${q(column)}: expected columns that are no measures`,
  ),
  duplicate_clustering_column: error(({ column }) => `rows are sorted by ${q(column)} twice: name it once`),
  replace_scope: error((issue) => `invalid replacement: ${difference(issue)}`),
  unexpected_intervals: error((issue) => `unexpected target.intervals: ${difference(issue)}`),
  misaligned_interval: error(
    ({ interval, granularity }) =>
      `interval ${q(interval)} cuts a time chunk of length ${granularity}: begin and end with a chunk, in UTC`,
  ),
  overlapping_intervals: warning(
    ({ interval, earlier }) => `interval ${q(interval)} overlaps ${q(earlier)}: make one interval of the two`,
  ),
  replace_outside_source: error(
    ({ interval, read }) =>
      `the job reads rows of ${read} and replaces ${interval}, so that rows are deleted and none take their place: make both intervals one`,
  ),
  replace_beyond_source: warning(({ table, interval, read, own }) =>
    own
      ? `the job reads rows of ${read} of table ${q(table)} and replaces ${interval} of it, so that the rows that it does not read are lost; make both intervals one`
      : `the job reads rows of ${read} and replaces only ${interval}, so that the other rows are lost or fail the job; make both intervals one`,
  ),
  deletion_scope: error((issue) => `invalid deletion: ${difference(issue)}`),
  misaligned_deletion: warning(
    ({ interval, granularity }) =>
      `interval ${q(interval)} cuts a time chunk of length ${granularity}, and rows of one chunk may be deleted as a whole: begin and end with a chunk, in UTC`,
  ),
  upsert_key: error((issue) => `invalid upsert: ${difference(issue)}`),
  upsert_aggregates: warning(
    ({ column }) =>
      `column ${q(column)} aggregates, and an upsert keeps only the last row of each key: map values of single events, or use an aggregate table without an upsert`,
  ),
  misspelt_context_key: error(
    ({ key, expected }) => `unknown key ${q(key)} of the context, which Druid ignores: use ${expected}`,
  ),
  unknown_context_key: warning(
    ({ key }) => `unknown key ${q(key)} of the context, which Druid ignores: expected a key that Druid knows`,
  ),
  invalid_query: error((issue) => `invalid query: ${difference(issue)}`),
  parameter_count: error((issue) => `invalid parameters: ${difference(issue)}`),

  rollup_coarser_than_chunk: error(
    ({ rollup, chunk }) =>
      `times are rolled up to ${rollup}, and time chunks are only of length ${chunk}: choose longer chunks, or a finer rollup`,
  ),
  cached_after_retention: warning(
    ({ cached, retained }) =>
      `rows are cached for ${cached} and kept for ${retained}, after which they are deleted: choose a time that is not longer than ${retained}`,
  ),
  invalid_credentials: error((issue) => `invalid credentials: ${difference(issue)}`),
  unknown_region: warning((issue) => `AWS is not known to have this region: ${difference(issue)}`),
  endpoint_without_region: warning((issue) => `the endpoint names no region: ${difference(issue)}`),

  duplicate_name: error(({ kind, name, earlier }) =>
    name === earlier
      ? `two ${kind}s are named ${q(name)}: rename one of them`
      : `${kind}s ${q(earlier)} and ${q(name)} differ only in case, and some file systems would hold one file for both: rename one of them`,
  ),
  table_writers: error(
    ({ table, owner, allowed, declared }) =>
      `table ${q(table)} is written by a job of ${q(owner)}, and ${allowed.map(q).join(" and ")} ${
        allowed.length === 1 ? "writes" : "write"
      } it: name ${q(owner)} among the writers ${
        declared === undefined ? "of a table that is declared" : `of the table, which is declared by ${q(declared)}`
      }, or write another table`,
  ),
  table_kinds_differ: error(
    ({ table, received, expected }) =>
      `this job makes ${q(table)} ${received}, another one ${expected}, and the one that runs last fails: declare the table, or name another one`,
  ),
  column_types_differ: error(
    ({ table, column, received, expected }) =>
      `column ${q(column)} of table ${q(table)} is ${received} in this job and ${expected} in another one: use one type, or declare the table`,
  ),
  table_columns_differ: warning(
    ({ table, added, missing, received, expected }) =>
      `this job and another one create table ${q(table)} with different columns, ${[
        ...(added.length > 0 ? [`only this one ${received}`] : []),
        ...(missing.length > 0 ? [`only the other one ${expected}`] : []),
      ].join(", ")}: declare the table, or map the same columns`,
  ),
  several_streams: error(
    ({ table }) =>
      `table ${q(table)} is written by another streaming job too, and the service takes one for each table: use one stream, or another table`,
  ),
  overlapping_replacements: warning(({ table, interval, related }) => {
    const others = related.length === 1 ? "another job replaces" : `${related.length} other jobs replace`;
    const rows = interval === "all" ? "all rows" : `rows of ${interval}`;
    return `this job replaces ${rows} of table ${q(table)}, and ${others} some of them too, so that only those of the last run stay: use intervals that do not overlap`;
  }),
  objects_read_twice: warning(
    ({ table, object }) =>
      `${q(object)} is read into table ${q(table)} by another job too, and its rows are there twice: use one job, or filters that differ`,
  ),
};

/** All codes, sorted. */
export const ruleCodes: readonly RuleCode[] = (Object.keys(ruleTable) as RuleCode[]).sort();
