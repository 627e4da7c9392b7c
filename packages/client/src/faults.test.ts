import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "./index.ts";
import { type FakeService, startFakeService } from "./testing/fake-service.ts";
import { checkFault, type Fault } from "./testing/faults.ts";
import { faultsOfAnswers } from "./testing/faults-of-answers.ts";
import { faultsOfRequests } from "./testing/faults-of-requests.ts";
import { type OwnServer, startOwnServer } from "./testing/own-server.ts";

const faults: readonly (Fault & { readonly at: string })[] = [...faultsOfRequests, ...faultsOfAnswers].map(
  (fault, index) => ({ ...fault, at: `fault-${index}` }),
);

let service: FakeService;
let own: OwnServer;

beforeAll(async () => {
  service = await startFakeService(
    Object.fromEntries(faults.flatMap(({ at, scenario }) => (scenario === undefined ? [] : [[at, scenario]]))),
  );
  own = await startOwnServer();
  await createClient(own).connections.create({
    body: {
      type: "s3",
      name: "demo-conn",
      bucket: "demo-bucket",
      awsEndpoint: "s3.us-east-1.amazonaws.com",
      awsAssumedRoleArn: "arn:aws:iam::012345678901:role/demo-role",
    },
  });
});

afterAll(async () => {
  await own[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});

test.each(faults)("$ours", async (fault) => {
  await checkFault(fault, fault.at, service, { url: own.url, projectId: own.projectId, apiKey: own.apiKey });
});

test("the table of faults names them all; `vitest -u` brings it up to date", async () => {
  const cells = [["of", "fault", "ours"], ...faults.map(({ of, fault, ours }) => [of, fault, ours])];
  const text = `# Faults of the official clients, and what ours does

The Python SDK is \`polaris-sdk\` 20250425.14.0, the CLI \`polaris-cli\` v0.1; their faults were observed on the wire. What ours
does is the name of a test in \`packages/client/src/faults.test.ts\`, which runs it against a service that misbehaves and,
where the fault shows there, against \`@starfix/server\`.

${tableOf(cells)}

Below the client two runtimes repeat requests themselves: Chromium and Deno send one again, a POST too, when a connection
that they had kept open breaks before an answer. Post jobs from Node.js or Bun where that matters.
`;
  await expect(text).toMatchFileSnapshot("../../../docs/client-faults.md");
});

/** As the formatter writes it: every cell as wide as its column. */
function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
