import { StoreFailedError } from "@starfix/store";
import { Hono } from "hono";
import { authenticate, requirePermission } from "./auth/authenticate.ts";
import type { Handler, ServerEnv, Services } from "./context.ts";
import { ApiError, notFound } from "./http/api-error.ts";
import { ERROR_CODE } from "./http/error-code.ts";
import { errorResponse } from "./http/responses.ts";
import { stackOf } from "./log.ts";
import { ROUTES } from "./routes.ts";

/** The API: first the key, then the project, the path, the method, the permission, and at last the body. */
export function createApp(services: Services): Hono<ServerEnv> {
  const { log, monitor, projectId, store } = services;
  const app = new Hono<ServerEnv>();
  app.onError((error) => {
    if (error instanceof ApiError) return errorResponse(error);
    if (error instanceof StoreFailedError) monitor.failed(error);
    log({ level: "error", message: "unexpected error while answering a request", stack: stackOf(error) });
    return errorResponse(new ApiError(500, ERROR_CODE.internalError, "the server failed; its log says why"));
  });
  app.notFound(() =>
    errorResponse(new ApiError(404, ERROR_CODE.objectNotFound, "unknown path: expected one of the API")),
  );
  app.use("*", async (context, next) => {
    context.set("key", await authenticate(store, context.req.header("authorization")));
    await next();
  });
  app.use("/v1/projects/:projectId/*", async (context, next) => {
    const name = context.req.param("projectId");
    if (name !== projectId) throw notFound("project", name);
    await next();
  });
  const methods = new Map<string, string[]>();
  for (const route of ROUTES) {
    const path = `/v1/projects/:projectId${route.path}`;
    methods.set(path, [...(methods.get(path) ?? []), route.method, ...(route.method === "GET" ? ["HEAD"] : [])]);
    let handle: Handler | undefined;
    app.on(route.method, path, async (context) => {
      requirePermission(context.get("key"), route.anyOf);
      handle ??= await route.load();
      return await handle(services, context);
    });
  }
  for (const [path, allowed] of methods) {
    const allow = allowed.join(", ");
    app.all(path, (context) => {
      const message = `invalid method: expected ${allow}, received ${context.req.method}`;
      throw new ApiError(405, ERROR_CODE.methodNotAllowed, message, { headers: { allow } });
    });
  }
  return app;
}
