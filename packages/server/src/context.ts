import type { Engine } from "@starfix/engine";
import type { User } from "@starfix/schema";
import type { OperationId } from "@starfix/schema/operations";
import type { KeyRecord, Store } from "@starfix/store";
import type { Context } from "hono";
import type { Permission } from "./auth/permissions.ts";
import { ApiError } from "./http/api-error.ts";
import { ERROR_CODE } from "./http/error-code.ts";
import type { JobRunner } from "./jobs/job-runner.ts";
import type { PreparedJobs } from "./jobs/prepared-jobs.ts";
import type { Log } from "./log.ts";
import type { Sources } from "./sources/open-source.ts";
import type { StoreMonitor } from "./store-monitor.ts";

/** What the handlers of all resources share. */
export interface Services {
  /** Still opening at the beginning. */
  readonly engine: Engine | Promise<Engine>;
  readonly store: Store;
  readonly sources: Sources;
  readonly runner: JobRunner;
  readonly prepared: PreparedJobs;
  readonly projectId: string;
  readonly clock: () => Date;
  readonly log: Log;
  readonly monitor: StoreMonitor;
}

/** What the middleware leaves for a handler. */
export interface ServerEnv {
  readonly Variables: { key: KeyRecord };
}

export type ServerContext = Context<ServerEnv>;

/** One operation of the contract, served. */
export interface Route {
  readonly operation: OperationId;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the project, with Hono's parameters: `/connections/:name`. */
  readonly path: string;
  /** The key needs one of these. */
  readonly anyOf: readonly Permission[];
  /** Loads the code that answers. */
  readonly load: () => Promise<Handler>;
}

export type Handler = (services: Services, context: ServerContext) => Promise<Response>;

/** How the owner of a key is named in what it makes. */
export function userOf(context: ServerContext): User {
  const key = context.get("key");
  return { username: `api-key-${key.redacted}`, userId: key.id };
}

/** A parameter of the path, percent-decoded once. */
export function pathParameter(context: ServerContext, name: string): string {
  const value = context.req.param(name);
  if (value === undefined) throw new ApiError(404, ERROR_CODE.objectNotFound, `unknown path: expected a ${name}`);
  return value;
}
