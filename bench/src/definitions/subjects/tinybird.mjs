import { createHash } from "node:crypto";
import { defineDatasource, definePipe, defineProject, engine, node, t } from "@tinybirdco/sdk";
// What its command calls; the package does not export it.
import { generateResources } from "../../../node_modules/@tinybirdco/sdk/dist/generator/index.js";
import { FIELDS } from "./payload.mjs";

const types = { string: () => t.string(), long: () => t.int64() };
const columns = [
  "parseDateTimeBestEffort(timestamp) AS __time",
  ...FIELDS.slice(1, 9).map(([name]) => name),
  "max(session_length) AS max_session_length",
];

/** A data source of the fields and a pipe of the columns for each definition, generated together and hashed. */
export function compile(from, to) {
  const datasources = {};
  const pipes = {};
  for (let i = from; i < to; i++) {
    const fields = FIELDS.map(([name, type]) => [name, types[type]().jsonPath(`$.${name}`)]);
    datasources[`job${i}`] = defineDatasource(`job${i}`, {
      description: `s3://demo-bucket/polaris-ingest/file-${i}.json.gz`,
      schema: Object.fromEntries(fields),
      engine: engine.mergeTree({ sortingKey: ["timestamp"] }),
    });
    pipes[`table${i}`] = definePipe(`table${i}`, {
      nodes: [node({ name: "columns", sql: `SELECT ${columns.join(", ")} FROM job${i} GROUP BY ALL` })],
    });
  }
  const generated = generateResources(defineProject({ datasources, pipes }));
  return generated.datasources.map(({ content }, i) => {
    const text = content + generated.pipes[i].content;
    return { text, sha256: createHash("sha256").update(text).digest("hex") };
  });
}
