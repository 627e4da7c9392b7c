import { createServer } from "node:http";

// Ten jobs, as a list of them comes.
const values = Array.from({ length: 10 }, (_, index) => ({
  id: `674f3355-7e17-4158-8f53-de3d5b4ee7c${index}`,
  type: "batch",
  executionStatus: "completed",
  health: { status: "ok" },
  target: { type: "table", tableName: "Koalas" },
  source: { type: "s3", connectionName: "demo-conn" },
  createdTimestamp: "2022-10-27T21:04:03.123456Z",
}));
const body = JSON.stringify({ values, moreResultsAvailable: false });
const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };

const server = createServer((_request, response) => void response.writeHead(200, headers).end(body));
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.(server.address().port));
process.once("disconnect", () => process.exit());
