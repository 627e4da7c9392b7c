import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
// The fields of the ten columns, as all subjects have them.
import { FIELDS } from "./subjects/payload.mjs";

export interface ProjectSize {
  readonly files: number;
  /** How many jobs one file defines, in a list. */
  readonly jobsPerFile: number;
}

/** Writes a project of ours: one connection, and files of jobs with ten columns each. */
export function writeStarfixProject(folder: string, { files, jobsPerFile }: ProjectSize): void {
  const definitions = join(folder, "definitions");
  mkdirSync(definitions, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    `${JSON.stringify({ name: "bench-project", private: true, type: "module" })}\n`,
  );
  writeFileSync(
    join(definitions, "connection.ts"),
    `import { s3Connection } from "@starfix/dsl";

export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");
`,
  );
  for (let file = 0; file < files; file++) writeJobs(folder, file, jobsPerFile, "polaris-ingest");
}

/** Writes one file of jobs; `prefix` is what an edit changes. */
export function writeJobs(folder: string, file: number, jobs: number, prefix: string): void {
  writeFileSync(join(folder, "definitions", `jobs-${file}.ts`), jobsSource(file, jobs, prefix));
}

function jobsSource(file: number, jobs: number, prefix: string): string {
  const input = FIELDS.map(([name, type]) => `${name}: "${type}"`).join(", ");
  const columns = FIELDS.slice(1, 9).map(([name]) => `    ${name}: c.${name},\n`);
  const chain = (id: string): string => `batchJob(${id})
  .from(demo)
  .prefixes("${prefix}/")
  .format("nd-json")
  .input({ ${input} })
  .into("Table${file}", { createIfMissing: true })
  .map((c) => ({
    __time: timeParse(c.timestamp),
${columns.join("")}    max_session_length: max(c.session_length),
  }))`;
  const head = `import { batchJob, max, timeParse } from "@starfix/dsl";
import { demo } from "./connection.ts";

`;
  return jobs === 1
    ? `${head}export const job${file} = ${chain(`"job-${file}"`)};\n`
    : `${head}export const jobs = Array.from({ length: ${jobs} }, (_, i) =>\n${chain(`\`job-${file}-\${i}\``)});\n`;
}

/** Writes a project of Tinybird: in each file a data source of the fields and a pipe of the columns. */
export function writeTinybirdProject(folder: string, { files }: Pick<ProjectSize, "files">): void {
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name: "bench-project", type: "module" })}\n`);
  // Nothing is sent anywhere; the command only asks that there is one.
  writeFileSync(
    join(folder, "tinybird.config.json"),
    `${JSON.stringify({ include: ["src/*.ts"], token: "not-a-token", baseUrl: "http://127.0.0.1:1" })}\n`,
  );
  const types = { string: "t.string()", long: "t.int64()" };
  const schema = FIELDS.map(([name, type]) => `    ${name}: ${types[type]}.jsonPath("$.${name}"),\n`).join("");
  const columns = FIELDS.slice(1, 9).map(([name]) => name);
  for (let file = 0; file < files; file++) {
    writeFileSync(
      join(folder, "src", `jobs-${file}.ts`),
      `import { defineDatasource, definePipe, engine, node, t } from "@tinybirdco/sdk";

export const job${file} = defineDatasource("job${file}", {
  schema: {
${schema}  },
  engine: engine.mergeTree({ sortingKey: ["timestamp"] }),
});

export const table${file} = definePipe("table${file}", {
  nodes: [
    node({
      name: "columns",
      sql: "SELECT parseDateTimeBestEffort(timestamp) AS __time, ${columns.join(", ")}, max(session_length) FROM job${file} GROUP BY ALL",
    }),
  ],
});
`,
    );
  }
}
