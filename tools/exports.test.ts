import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const packages = fileURLToPath(new URL("../packages", import.meta.url));

/** Every entry of every package, by the name under which it is imported. */
const entries: readonly (readonly [string, string])[] = readdirSync(packages).flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(join(packages, folder, "package.json"), "utf8"));
  return Object.entries<string | Record<string, string>>(exports).flatMap(([path, conditions]) => {
    const source = typeof conditions === "string" ? undefined : conditions["@starfix/source"];
    return source === undefined ? [] : [[name + path.slice(1), join(packages, folder, source)] as const];
  });
});

// Generated entries change with the contract, and the drift check watches them.
const generated = new Set(["@starfix/schema/zod", "@starfix/schema/json-schema", "@starfix/schema/operations"]);

/** A name that goes, or one that comes by accident, is a change for users. Types are not values and do not show. */
test("each package exports these values and no others", async () => {
  const names: Record<string, string> = {};
  for (const [entry, file] of entries) {
    if (generated.has(entry)) continue;
    const values = Object.keys(await import(/* @vite-ignore */ file));
    // The client passes on the operations of the contract.
    const own = entry === "@starfix/client" ? values.filter((name) => !operations.has(name)) : values;
    names[entry] = own.sort().join(" ");
  }
  expect(names).toMatchInlineSnapshot(`
    {
      "@starfix/client": "ConnectionLostError JobFailedError NetworkError PolarisError createClient jobProblem waitForJob",
      "@starfix/codegen": "CHANGE_CODES CodegenError compareOutput compileSchema defineConfig diffDocuments exitCodeOf formatDiagnostic formatDiagnostics formatDiff generate runCli writeOutput",
      "@starfix/compiler": "ProjectError compileProject formatIssue formatPosition loadProject manifestJsonSchema planWrite writeArtifacts",
      "@starfix/dsl": "BatchJobBuilder DefinitionError S3ConnectionBuilder SecretRef batchJob coalesce col concat count createdDefinitions definitionFormat isName lit lower max millisToTimestamp min s3Connection secret sum timeFloor timeParse upper",
      "@starfix/engine": "BucketError GlobSyntaxError QueryRefusedError ReadError UnreadableValueError WholeDouble allowedEndpoint coerce columnReader compileGlob formatDouble isAllowedEndpoint isReadable localBucket openRecords parseDouble parseRecord planJob readableDataTypes regionOfEndpoint s3Bucket selectObjects",
      "@starfix/engine-duckdb": "openDuckDb",
      "@starfix/expr": "Expr childrenOf coalesce col columnNamesOf columns concat count inputSqlTypes lit lower max millisToTimestamp min printExpr quoteName stripSpans sum timeFloor timeParse upper",
      "@starfix/expr/parse": "ExprSyntaxError FUNCTIONS checkExpr findFunction formatExprIssue formatWithCaret parseExpr parseQuery",
      "@starfix/schema": "",
      "@starfix/schema/builders": "AggregateTableBase AzureConnectionBase BatchJobBase Builder ConfluentConnectionBase ConfluentSchemaRegistryConnectionBase DeleteDataJobBase DetailTableBase DropTableJobBase KafkaConnectionBase KinesisConnectionBase LookupBase PushStreamingConnectionBase RestoreDataJobBase S3ConnectionBase SqlJobBase StreamingJobBase createAggregateTableProps createAzureConnectionProps createBatchJobProps createConfluentConnectionProps createConfluentSchemaRegistryConnectionProps createDeleteDataJobProps createDetailTableProps createDropTableJobProps createKafkaConnectionProps createKinesisConnectionProps createLookupProps createPushStreamingConnectionProps createRestoreDataJobProps createS3ConnectionProps createSqlJobProps createStreamingJobProps",
      "@starfix/server": "PERMISSIONS createApiKey createServer listen",
      "starfix": "defineConfig",
    }
  `);
});

const operations = new Set(
  Object.keys(await import(/* @vite-ignore */ join(packages, "schema/src/operations.ts"))).filter(
    (name) => name !== "operations",
  ),
);
