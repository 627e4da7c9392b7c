import { processContext } from "./command/process-context.ts";
import { runCli } from "./run-cli.ts";

process.exitCode = await runCli(process.argv.slice(2), processContext(process));
