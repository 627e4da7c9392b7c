import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@starfix/client";
import { type ApplyResult, applyArtifacts } from "../apply/apply-artifacts.ts";
import type { JobArtifact } from "../apply/plan-jobs.ts";
import { Output } from "../output.ts";
import type { FakeService } from "./fake-service.ts";

type Given = Partial<Omit<Parameters<typeof applyArtifacts>[0], "client" | "folder" | "output">>;

/** How an `apply` of artifacts ended, and what it printed with the ids of jobs as `ID`. */
export interface Applied {
  readonly result: ApplyResult | undefined;
  readonly error: Error | undefined;
  readonly printed: string;
}

const demo = { type: "s3", name: "demo-conn", bucket: "demo-bucket", awsEndpoint: "s3.us-east-1.amazonaws.com" };

/** Applies artifacts to a service from a folder, with little patience for lost answers. Without connections, the service has one. */
export async function applyTo(service: FakeService, folder: string, given: Given = {}): Promise<Applied> {
  let printed = "";
  const write = (text: string) => (printed += text);
  const signal = given.signal ?? new AbortController().signal;
  const context = { cwd: folder, env: {}, stdout: { write }, stderr: { write }, isTTY: false, signal };
  const client = createClient({ url: service.url, projectId: "p1", apiKey: "pok_test" });
  const output = new Output(context, { json: false });
  if (given.connections === undefined && !service.connections.has(demo.name)) service.connections.set(demo.name, demo);
  const artifacts = { connections: [], tables: [], jobs: [] };
  const ended = await applyArtifacts({
    ...artifacts,
    env: {},
    settling: 50,
    ...given,
    client,
    folder,
    output,
    signal,
  }).then(
    (result) => ({ result, error: undefined }),
    (error: unknown) => {
      if (!(error instanceof Error)) throw error;
      return { result: undefined, error };
    },
  );
  return { ...ended, printed: withoutIds(printed) };
}

export function withoutIds(text: string): string {
  return text.replace(/[\da-f]{8}-[\da-f-]{27}/g, "ID");
}

/** A job of one object; what is given replaces members of its body, and so makes another hash. */
export function jobOf(name: string, tableName: string, members: Readonly<Record<string, unknown>> = {}): JobArtifact {
  const inputSchema = ["t", "city", "session"].map((field) => ({ name: field, dataType: "string" }));
  const source = { type: "s3", connectionName: "demo-conn", uris: ["s3://demo-bucket/a.json"], inputSchema };
  const json = {
    type: "batch",
    target: { type: "table", tableName },
    createTableIfNotExists: true,
    source,
    mappings: [{ columnName: "__time", expression: 'TIME_PARSE("t")' }],
    ...members,
  };
  return { name, path: `jobs/${name}.json`, json, sha256: JSON.stringify(json), secrets: [] };
}

export const ledgerOf = (folder: string): string => join(folder, ".starfix/ledger.jsonl");

export async function eventsOf(folder: string): Promise<readonly string[]> {
  const text = await readFile(ledgerOf(folder), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).event);
}

export const jobPosts = ({ writes }: FakeService): number => writes.filter((line) => line === "POST /jobs").length;
