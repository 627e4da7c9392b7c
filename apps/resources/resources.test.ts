import { fileURLToPath } from "node:url";
import { compileProject, loadProject } from "@starfix/compiler";
import { beforeAll, expect, test } from "vitest";
import { shapeErrors } from "./vendor-shapes.ts";

type Compiled = Awaited<ReturnType<typeof compileProject>>;

const cwd = fileURLToPath(new URL(".", import.meta.url));
const conditions = ["@starfix/source"];
let compiled: Compiled;

beforeAll(async () => {
  compiled = await compileProject(await loadProject({ cwd, conditions }), { conditions });
  expect(compiled.issues).toEqual([]);
});

/** A member of every body of one folder. */
function every(folder: string, read: (json: Record<string, unknown>) => unknown): readonly unknown[] {
  return compiled.artifacts
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map(({ json }) => read(json as Record<string, unknown>));
}

test("every artifact is of the vendor's own shape", () => {
  const wrong = compiled.artifacts.flatMap(({ path, json }) => {
    const folder = path.slice(0, path.indexOf("/")) as Parameters<typeof shapeErrors>[0];
    return shapeErrors(folder, json).map((error) => `${path} ${error}`);
  });
  expect(wrong).toEqual([]);
});

test("there is a connection of every type, with every type of secrets", () => {
  expect([...new Set(every("connections", (json) => json.type))].sort()).toEqual([
    "azure",
    "confluent",
    "confluent_schema_registry",
    "kafka",
    "kinesis",
    "push_streaming",
    "s3",
  ]);
  const secrets = every("connections", (json) => (json.secrets as { type: string } | undefined)?.type);
  expect([...new Set(secrets)].filter((type) => type !== undefined).sort()).toEqual([
    "access_key",
    "aws_iam",
    "basic",
    "confluent",
    "sas_token",
    "sasl_plain",
    "sasl_scram",
  ]);
});

test("the manifest lists every secret at its place, and no artifact holds one", () => {
  const listed = compiled.manifest.artifacts.flatMap(({ path, secrets }) =>
    secrets.map(({ name, pointer }) => `${path}${pointer} ${name}`),
  );
  expect(listed).toContain("connections/events.json/ssl/keystore/key KAFKA_KEY");
  const inText = compiled.artifacts.flatMap(({ text }) => text.match(/\$\{[A-Z_]+\}/g) ?? []);
  expect(listed).toHaveLength(inText.length);
});

test("there is a table of either type and mode, and a job of every type from every source in every format", () => {
  expect([...new Set(every("tables", (json) => `${json.type} ${json.schemaMode ?? ""}`.trim()))].sort()).toEqual([
    "aggregate",
    "aggregate strict",
    "detail flexible",
    "detail strict",
  ]);
  expect([...new Set(every("jobs", (json) => json.type))].sort()).toEqual([
    "batch",
    "delete_data",
    "drop_table",
    "restore_data",
    "sql",
    "streaming",
  ]);
  type Source = { type: string; formatSettings?: { format: string; valueFormat?: { format: string } } };
  const sources = every("jobs", (json) => json.source as Source | undefined).filter(
    (one) => one !== undefined,
  ) as Source[];
  expect([...new Set(sources.map(({ type }) => type))].sort()).toEqual([
    "azure",
    "connection",
    "inline",
    "s3",
    "table",
    "uploaded",
  ]);
  const formats = sources.flatMap(({ formatSettings }) => [
    formatSettings?.format,
    formatSettings?.valueFormat?.format,
  ]);
  expect([...new Set(formats)].filter((format) => format !== undefined).sort()).toEqual([
    "avro_ocf",
    "avro_stream",
    "csv",
    "kafka",
    "kinesis",
    "nd-json",
    "orc",
    "parquet",
    "protobuf",
    "regex",
  ]);
});

test("a job depends on the connections and the declared tables that it names", () => {
  const dependsOn = new Map(compiled.manifest.artifacts.map(({ path, dependsOn }) => [path, dependsOn]));
  expect(dependsOn.get("jobs/collected.json")).toEqual(["connection:objects", "table:Visits"]);
  expect(dependsOn.get("jobs/streamed.json")).toEqual([
    "connection:events",
    "connection:registry",
    "table:Clickstream",
  ]);
  expect(dependsOn.get("jobs/grouped.json")).toEqual(["table:Visits", "table:Cities"]);
  expect(dependsOn.get("jobs/long-visits.json")).toEqual(["connection:objects", "table:Visits"]);
  expect(dependsOn.get("jobs/drop-seed.json")).toEqual([]);
});
