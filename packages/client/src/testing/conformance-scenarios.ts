import type { ServerResponse } from "node:http";
import { type Scenario, sendJson } from "./fake-service.ts";

const ID = "674f3355-7e17-4158-8f53-de3d5b4ee7c4";

/** What the service does in the checks that run wherever the client runs. */
export const conformanceScenarios: Readonly<Record<string, Scenario>> = {
  list: (_request, response) => sendJson(response, 200, { values: [{ name: "demo-conn", type: "s3", later: [1] }] }),
  passing: (_request, response, nth) =>
    nth < 3 ? sendJson(response, 503, {}, { "retry-after": "0" }) : sendJson(response, 200, { values: [] }),
  overloaded: (_request, response) => sendJson(response, 503, { message: "overloaded" }, { "retry-after": "0" }),
  lost: (_request, response) => void response.socket?.destroy(),
  silent: () => undefined,
  refusal: (_request, response) =>
    sendJson(
      response,
      400,
      {
        code: "BadArgument",
        message: "the job breaks 1 rule",
        details: [{ message: "expected a URI", target: "/source" }],
      },
      { "x-request-id": "r-7" },
    ),
  empty: (_request, response) => void response.writeHead(404).end(),
  page: (_request, response) =>
    void response.writeHead(502, { "content-type": "text/html" }).end("<html><title>Bad gateway</title></html>"),
  elsewhere: (_request, response) => void response.writeHead(302, { location: "/login/r0" }).end("{}"),
  pages: ({ path }, response) => {
    const { searchParams } = new URL(path, "http://host");
    const offset = Number(searchParams.get("paginationOffset"));
    const limit = Number(searchParams.get("paginationLimit"));
    const values = Array.from({ length: Math.min(limit, 5 - offset) }, (_, index) => ({ id: `job-${offset + index}` }));
    sendJson(response, 200, { values, moreResultsAvailable: offset + limit < 5 });
  },
  job: ({ path }, response, nth) => {
    const executionStatus = nth < 4 ? "running" : "completed";
    if (path.endsWith("/status")) return sendJson(response, 200, { executionStatus });
    if (path.endsWith("/progress")) return sendJson(response, 200, { overallProgress: 0.5 });
    if (path.endsWith("/metrics")) return sendJson(response, 200, { totals: { numRowsPersisted: 5 } });
    sendJson(response, 200, { id: ID, executionStatus: "completed", health: { status: "ok" } });
  },
  lines: (_request, response) => sendPieces(response, ['{"city":"Syd', 'ney"}\n{"city":"K\u00f6ln"}\n', "\n"]),
  cut: (_request, response) => sendPieces(response, ['{"city":"Sydney"}\n', '{"city":"Per']),
  stuck: (_request, response) => void response.writeHead(200).write('{"city":"Sydney"}\n'),
  upload: ({ body, headers }, response) => {
    const [, head = "", content = ""] = /^--[^\r]+\r\n(.*?)\r\n\r\n(.*)\r\n--/s.exec(body) ?? [];
    const name = /filename="([^"]*)"/.exec(head)?.[1];
    const length = headers["content-length"] ?? "chunked";
    sendJson(response, 201, { name, sizeBytes: content.length, head, content: content.slice(0, 20), length });
  },
};

/** Characters of more than one byte are cut in two on the way. */
async function sendPieces(response: ServerResponse, pieces: readonly string[]): Promise<void> {
  response.writeHead(200, { "content-type": "text/plain" });
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    const cut = bytes.findIndex((byte) => byte > 0x7f) + 1;
    for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
      if (part.length > 0) response.write(part);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  response.end();
}
