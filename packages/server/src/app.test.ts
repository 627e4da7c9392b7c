import { operations } from "@starfix/schema/operations";
import { zErrorResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { ROUTES } from "./routes.ts";
import { PROJECT_ID, testServer } from "./testing/test-server.ts";

async function errorOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/json");
  return zErrorResponse.parse(await response.json());
}

/** Operations of the contract that this server does not have: their paths are 404, their methods 405. */
const NOT_SERVED: ReadonlySet<string> = new Set([
  "getConnectionsMeta",
  "pushEvents",
  "updateJob",
  "resetJob",
  "listFiles",
  "uploadFile",
  "getFile",
  "deleteFile",
  "listLookups",
  "createLookup",
  "getLookup",
  "updateLookup",
  "deleteLookup",
  "listLookupAliases",
  "updateLookupAliases",
  "listUnusedSegments",
  "createSqlStatement",
  "getSqlStatement",
  "cancelSqlStatement",
  "getSqlStatementResults",
  "listProjects",
  "createProject",
  "getProject",
  "updateProject",
  "deleteProject",
  "getApiKeyInfo",
]);

test("every operation of the contract is served but those, and nothing else", () => {
  const served = ROUTES.map(({ method, operation, path }) => {
    const template = path.replaceAll(/:(\w+)/g, "{$1}");
    return [operation, `${method} /v1/projects/{projectId}${template}`];
  });
  expect([...NOT_SERVED].filter((id) => !Object.hasOwn(operations, id))).toEqual([]);
  const expected = Object.values(operations).filter(({ id }) => !NOT_SERVED.has(id));
  const contract = expected.map(({ id, method, path }) => [id, `${method} ${path}`]);
  expect(Object.fromEntries(served)).toEqual(Object.fromEntries(contract));
  expect(served).toHaveLength(contract.length);
});

test("an operation that is not served is 404, or 405 where its path has others", async () => {
  await using api = await testServer();
  const headers = { authorization: `Bearer ${api.key}` };
  for (const id of NOT_SERVED) {
    const { method, path } = Object.values(operations).find((operation) => operation.id === id) ?? {
      method: "",
      path: "",
    };
    const url = path
      .replace("{projectId}", PROJECT_ID)
      .replace("{id}", PROJECT_ID)
      .replaceAll(/\{\w+\}/g, "x");
    const response = await api.server.app.request(url, { method, headers });
    expect([id, response.status === 405 ? response.headers.has("allow") : response.status]).toEqual([
      id,
      id === "updateJob" ? true : 404,
    ]);
    await errorOf(response);
  }
});

test("without a key every path is 401, before 404, 405, 415 and 400", async () => {
  await using api = await testServer();
  for (const [path, init] of [
    ["/", {}],
    ["/nowhere", {}],
    [`/v1/projects/${PROJECT_ID}/connections`, { method: "PUT" }],
    [`/v1/projects/${PROJECT_ID}/connections`, { method: "POST", body: "{" }],
    ["/v1/projects/other/connections", {}],
  ] as const) {
    const response = await api.server.app.request(path, init);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="starfix"');
    expect(await errorOf(response)).toEqual({
      code: "InvalidAuthentication",
      message: "invalid credentials: expected an API key, received no Authorization header",
    });
  }
});

test("unknown paths and another project are 404 as JSON", async () => {
  await using api = await testServer();
  expect(await errorOf(await api.call("/nowhere"))).toMatchObject({ code: "ObjectNotFound" });
  const headers = { authorization: `Bearer ${api.key}` };
  const other = await api.server.app.request("/v1/projects/other/connections", { headers });
  expect(other.status).toBe(404);
  expect(await errorOf(other)).toEqual({
    code: "ObjectNotFound",
    message: 'unknown project: expected one of this project, received "other"',
  });
  for (const path of ["/", "/v1", "/v1/projects", `/v1/projects/${PROJECT_ID}`, `/v1/projects/${PROJECT_ID}/`]) {
    expect((await api.server.app.request(path, { headers })).status).toBe(404);
  }
});

test("a method that a path does not have is 405 with Allow", async () => {
  await using api = await testServer();
  const response = await api.call("/connections/demo-conn", { method: "PUT", body: {} });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET, HEAD, PATCH, DELETE");
  expect(await errorOf(response)).toEqual({
    code: "MethodNotAllowed",
    message: "invalid method: expected GET, HEAD, PATCH, DELETE, received PUT",
  });
  expect((await api.call("/connections", { method: "HEAD" })).status).toBe(200);
});

test("each operation needs its permission, and 403 names it", async () => {
  await using api = await testServer();
  for (const { anyOf, method, path } of ROUTES) {
    const headers = await api.keyWith(anyOf.includes("AccessQueries") ? "ManageTables" : "AccessQueries");
    const response = await api.call(path.replaceAll(/:\w+/g, "x"), { method, headers });
    expect([path, response.status]).toEqual([path, 403]);
    const error = await errorOf(response);
    expect(error.code).toBe("Forbidden");
    for (const permission of anyOf) expect(error.message).toContain(permission);
  }
});

test("an unexpected error is 500 without its message in the answer, and the log has the stack", async () => {
  await using api = await testServer();
  api.engine.tables = async () => {
    throw new Error("the disk of /secret/place is full");
  };
  const response = await api.call("/tables");
  expect(response.status).toBe(500);
  expect(response.headers.get("retry-after")).toBeNull();
  expect(await errorOf(response)).toEqual({ code: "InternalError", message: "the server failed; its log says why" });
  expect(api.logs).toEqual([
    {
      level: "error",
      message: "unexpected error while answering a request",
      stack: expect.stringContaining("/secret/place"),
    },
  ]);
});
