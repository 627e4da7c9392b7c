import { join, resolve } from "node:path";
import type { Engine } from "@starfix/engine";
import type { Log } from "@starfix/server";
import { aborted } from "../aborted.ts";
import type { CliContext } from "../context.ts";
import { isFileError } from "../file-error.ts";
import { loadOptional } from "../load-optional.ts";
import type { Output } from "../output.ts";
import { encryptionKey } from "../serve/encryption-key.ts";
import { isLoopback } from "../serve/is-loopback.ts";
import { openData } from "../serve/open-data.ts";
import { parseBuckets } from "../serve/parse-buckets.ts";
import { issueKey, projectIdOf } from "../serve/project-keys.ts";
import { writeTarget } from "../serve/write-target.ts";
import { TARGET_FILE } from "../target.ts";
import { UserError } from "../user-error.ts";

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly bucket: readonly string[];
  readonly s3Endpoint: readonly string[];
  readonly newKey?: boolean;
}

/** `starfix serve`: runs the server until the context's signal stops it. */
export async function serve(context: CliContext, output: Output, options: ServeOptions): Promise<void> {
  const { signal } = context;
  const { host, port } = options;
  const buckets = await parseBuckets(options.bucket, context.cwd);
  const folder = resolve(context.cwd, options.data);
  const { "@starfix/server": api, "@starfix/engine-duckdb": duckDb } = await loadOptional(context, "serve", {
    "@starfix/engine-duckdb": () => import("@starfix/engine-duckdb"),
    "@starfix/server": () => import("@starfix/server"),
  });
  const log = logTo(output);
  const onError = (jobId: string, error: unknown) =>
    log({ level: "error", message: "unexpected error while running job", jobId, stack: stackOf(error) });
  await using data = await openData(duckDb, { folder, onError });
  const { store } = data;
  const secretsKey = await encryptionKey(context.env, folder);

  const projectId = await projectIdOf(store);
  const issued = await issueKey(api, store, { another: options.newKey === true });
  let reportFatal: (error: Error) => void = () => {};
  const fatal = new Promise<Error>((resolve) => {
    reportFatal = resolve;
  });
  let openEngine = (): void => {};
  const engine = new Promise<Engine>((resolve) => {
    openEngine = () => resolve(data.openEngine());
  });
  const server = api.createServer({
    engine,
    store,
    projectId,
    buckets,
    s3Endpoints: options.s3Endpoint,
    encryptionKey: secretsKey,
    log,
    onFatal: reportFatal,
  });
  const listening = await api.listen(server, { host, port }).catch(async (error: unknown) => {
    // The key would never be shown.
    await issued?.revoke();
    await server.stop();
    throw listenError(error, host, port);
  });
  try {
    const { url } = listening;
    if (!isLoopback(host)) {
      output.note(
        `warning: ${host} is reached from other machines; requests need the key, and plain http shows it on the way`,
      );
    }
    const apiKey = issued?.key;
    const isKept = isLoopback(host) && (await writeTarget(folder, { url, projectId, apiKey }));
    announce(output, { url, projectId, apiKey, isKept, folder, buckets });
    output.result({ url, projectId, apiKey: issued?.key ?? null });
    // It takes longer to open than all before it, and most requests do not need it.
    openEngine();
    const failure = await Promise.race([aborted(signal), fatal, engine.then(() => fatal)]);
    if (failure !== undefined) {
      throw new UserError(`the server stops, as its data folder failed: ${failure.message}; start it again`, {
        cause: failure,
      });
    }
    output.note("stopping");
  } finally {
    await listening.close();
  }
}

interface Announcement {
  readonly url: string;
  readonly projectId: string;
  /** Absent when it was made earlier. */
  readonly apiKey: string | undefined;
  /** Whether commands on this machine find the key in the data folder. */
  readonly isKept: boolean;
  readonly folder: string;
  readonly buckets: ReadonlyMap<string, string>;
}

function announce(output: Output, { url, projectId, apiKey, isKept, folder, buckets }: Announcement): void {
  // With --json the key is in that line, and in no other: stderr ends up in logs.
  const shown = output.json ? "in the JSON line" : apiKey;
  output.line(`listening on ${url}`);
  output.line(`project      ${projectId}`);
  const earlier = isKept ? `in ${join(folder, TARGET_FILE)}` : "made at an earlier start and not kept";
  output.line(`API key      ${apiKey === undefined ? `${earlier}; --new-key makes another` : shown}`);
  output.line(`data         ${folder}`);
  for (const [name, bucketFolder] of buckets) output.line(`bucket       ${name} = ${bucketFolder}`);
  if (isKept)
    output.line(`The key is kept in ${join(folder, TARGET_FILE)}, for \`starfix apply\` and \`starfix query\`.`);
  else if (apiKey !== undefined) output.line("The key is shown this once: only its hash is kept.");
  output.line("Ctrl-C stops the server.");
}

function listenError(error: unknown, host: string, port: number): unknown {
  if (isFileError(error, "EADDRINUSE")) {
    return new UserError(
      `port ${port} of ${host} is taken: stop what listens there, or give --port (0 takes a free one)`,
      {
        cause: error,
      },
    );
  }
  if (isFileError(error, "EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN")) {
    return new UserError(`invalid --host: expected an address of this machine, received ${JSON.stringify(host)}`, {
      cause: error,
    });
  }
  if (isFileError(error, "EACCES")) {
    return new UserError(`port ${port} of ${host} needs more rights than this user has: give another --port`, {
      cause: error,
    });
  }
  return error;
}

function logTo(output: Output): Log {
  return ({ level, message, jobId, stack }) => {
    const job = jobId === undefined ? "" : ` job=${jobId}`;
    output.note(`${level}${job} ${message}${stack === undefined ? "" : `\n${stack}`}`);
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
