import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../paths.ts";
import { binary } from "../peers/peers.ts";
import { runNode } from "../run-process.ts";

/** What ours is measured against: both are typed by the same contract. */
export const PEER_NAMES = ["openapi-fetch", "hey-api"] as const;
export type PeerName = (typeof PEER_NAMES)[number];
export type SubjectName = "starfix" | PeerName;

/** The texts of one subject; each is a module in the folder of the run. */
export interface Subject {
  readonly name: SubjectName;
  /** Exports what a program needs for the operations of jobs and connections. */
  readonly jobsAndConnections: string;
  /** Exports what a program needs for all operations. */
  readonly all: string;
  /** Exports `get(url)`, which makes a function that lists the jobs once. */
  readonly get: string;
  /** What the calls that follow have in common. */
  readonly head: string;
  /** One more call that gets a job, as an expression. */
  getCall(index: number): string;
  /** One more call that creates a connection, as an expression. */
  createCall(index: number): string;
}

const OURS = JSON.stringify(join(ROOT, "packages/client/dist/index.js"));
const GROUPED =
  /^(?:create|delete|get|list|reset|test|update)(?:Jobs?|JobLogs|JobMetrics|JobProgress|JobStatus|Connections?|ConnectionsMeta)$/;

const body = (index: number): string =>
  `{ type: "s3", name: "c${index}", bucket: "b", awsEndpoint: "e", awsAssumedRoleArn: "r", prefix: "p" }`;

export const STARFIX: Subject = {
  name: "starfix",
  jobsAndConnections: `export { connectionsGroup, createTransport, jobsGroup } from ${OURS};`,
  all: `export { createClient } from ${OURS};`,
  get: `import { createClient } from ${OURS};
export function get(url) {
  const client = createClient({ url, projectId: "p", apiKey: "pok_a" });
  return () => client.jobs.list();
}`,
  head: `import { createClient } from ${OURS};\nconst client = createClient({ url: "", projectId: "p", apiKey: "a" });`,
  getCall: (index) => `client.jobs.get({ jobId: "${index}" })`,
  createCall: (index) => `client.connections.create({ body: ${body(index)} })`,
};

const OPENAPI_FETCH: Subject = {
  name: "openapi-fetch",
  jobsAndConnections: 'export { default } from "openapi-fetch";',
  all: 'export { default } from "openapi-fetch";',
  get: `import createClient from "openapi-fetch";
export function get(url) {
  const client = createClient({ baseUrl: url, headers: { authorization: "Basic " + btoa("pok_a:") } });
  return () => client.GET("/v1/projects/{projectId}/jobs", { params: { path: { projectId: "p" } } });
}`,
  head: `import createClient from "openapi-fetch";\nimport type { paths } from "./types.ts";\nconst client = createClient<paths>({ baseUrl: "" });`,
  getCall: (index) =>
    `client.GET("/v1/projects/{projectId}/jobs/{jobId}", { params: { path: { projectId: "p", jobId: "${index}" } } })`,
  createCall: (index) =>
    `client.POST("/v1/projects/{projectId}/connections", { params: { path: { projectId: "p" } }, body: ${body(index)} })`,
};

const HEY_API: Subject = {
  name: "hey-api",
  jobsAndConnections: "",
  all: 'export * from "./hey/sdk.gen.ts";',
  get: `import { client } from "./hey/client.gen.ts";
import { listJobs } from "./hey/sdk.gen.ts";
export function get(url) {
  client.setConfig({ baseUrl: url, auth: (scheme) => (scheme.scheme === "basic" ? "pok_a:" : undefined) });
  return () => listJobs({ path: { projectId: "p" }, throwOnError: true });
}`,
  head: 'import { createConnection, getJob } from "./hey/sdk.gen.ts";',
  getCall: (index) => `getJob({ path: { projectId: "p", jobId: "${index}" } })`,
  createCall: (index) => `createConnection({ path: { projectId: "p" }, body: ${body(index)} })`,
};

/** Ours, and the peers that are asked for, with what they generate from the contract in the folder. */
export async function prepareSubjects(
  folder: string,
  peers: readonly PeerName[],
  operations: readonly string[],
): Promise<readonly Subject[]> {
  const document = join(ROOT, "openapi/polaris.yaml");
  const subjects: Subject[] = [STARFIX];
  mkdirSync(folder, { recursive: true });
  if (peers.includes("openapi-fetch")) {
    const script = binary("openapi-typescript", "openapi-typescript");
    await generate([script, document, "-o", join(folder, "types.ts")], folder);
    subjects.push(OPENAPI_FETCH);
  }
  if (peers.includes("hey-api")) {
    const script = binary("@hey-api/openapi-ts", "openapi-ts");
    const plugins = ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"];
    await generate(
      [script, "-i", document, "-o", join(folder, "hey"), "-p", ...plugins, "-s", "--no-log-file"],
      folder,
    );
    const names = operations.filter((id) => GROUPED.test(id)).join(", ");
    subjects.push({ ...HEY_API, jobsAndConnections: `export { ${names} } from "./hey/sdk.gen.ts";` });
  }
  // What is bundled and checked there are modules.
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return subjects;
}

async function generate(args: readonly string[], cwd: string): Promise<void> {
  const { failure } = await runNode(args, { cwd, limitSeconds: 120 });
  if (failure !== undefined) throw new Error(`a peer could not generate its client: ${failure}`);
}
