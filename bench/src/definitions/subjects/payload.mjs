// The ten columns that every subject defines: names, types of the fields that are read, and what fills each column.

export const FIELDS = [
  ["timestamp", "string"],
  ["uid", "string"],
  ["show", "string"],
  ["episode", "string"],
  ["min_remaining", "string"],
  ["device_type", "string"],
  ["city", "string"],
  ["session", "string"],
  ["region", "string"],
  ["session_length", "long"],
];

const timeMapping = { columnName: "__time", expression: 'TIME_PARSE("timestamp")' };

/** The body that one definition becomes: a batch job that reads the fields and writes a column for each. */
export function bodyOf(i) {
  return {
    type: "batch",
    target: { type: "table", tableName: `Table${i}` },
    createTableIfNotExists: true,
    source: {
      type: "s3",
      connectionName: "demo-conn",
      uris: [`s3://demo-bucket/polaris-ingest/file-${i}.json.gz`],
      formatSettings: { format: "nd-json" },
      inputSchema: FIELDS.map(([name, dataType]) => ({ name, dataType })),
    },
    mappings: [
      timeMapping,
      ...FIELDS.slice(1, 9).map(([name]) => ({ columnName: name, expression: `"${name}"` })),
      { columnName: "max_session_length", expression: 'MAX("session_length")', isAggregation: true },
    ],
  };
}
