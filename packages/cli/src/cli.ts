import { createRequire } from "node:module";
import { Command, InvalidArgumentError, Option } from "commander";
import type { CliContext } from "./context.ts";
import type { Output } from "./output.ts";

/** The table of commands. What a command does, and what it needs for that, is loaded when it is called. */
export function createCli(context: CliContext, output: Output): Command {
  const cli = configure(new Command("starfix"), context, output)
    .description("Ingestion definitions as TypeScript, for Imply Polaris and Apache Druid.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpCommand(false)
    .usage("<command> [options]")
    .addHelpText("after", "\n`starfix <command> --help` tells the options of a command.");

  const command = (name: string, description: string) =>
    configure(cli.command(name), context, output).description(description).allowExcessArguments(false);

  command("build", "compile the definitions and write the artifacts")
    .addOption(cwdOption())
    .addOption(outOption())
    .option("--check", "write nothing; exit 1 and name the files when the folder is stale")
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/build.ts")).build(context, output, options));

  command("check", "compile the definitions, print what is wrong, write nothing")
    .addOption(cwdOption())
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/check.ts")).check(context, output, options));

  command("serve", "run a Polaris-compatible server on DuckDB")
    .option("--host <host>", "address to listen on", "127.0.0.1")
    .option("--port <port>", "port to listen on, 0 for any free one", parsePort, 8888)
    .option("--data <dir>", "folder that holds all state", ".starfix/server")
    .option("--bucket <name=dir>", "serve a bucket from a folder (repeatable)", collect, [])
    .option("--s3-endpoint <host>", "allow connections to this S3 host besides AWS (repeatable)", collect, [])
    .option("--new-key", "make another API key and print it")
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/serve.ts")).serve(context, output, options));

  command("apply", "build, then bring connections and jobs to a server, each job exactly once")
    .addOption(cwdOption())
    .addOption(outOption())
    .option("--url <url>", "origin of the service (env STARFIX_URL)")
    .option("--project <id>", "id of the project (env STARFIX_PROJECT_ID)")
    .option("--api-key <key>", "API key; better given as env STARFIX_API_KEY")
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/apply.ts")).apply(context, output, options));

  return cli;
}

function configure(command: Command, context: CliContext, output: Output): Command {
  return command
    .exitOverride()
    .helpOption("-h, --help", "print this help")
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => (output.json ? context.stderr : context.stdout).write(text),
      writeErr: (text) => context.stderr.write(text),
      // The one catch prints the message.
      outputError: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

const cwdOption = () => new Option("--cwd <dir>", "folder of the project").default(".");
const outOption = () => new Option("--out <dir>", "folder for the artifacts (default: the project's)");
const jsonOption = () => new Option("--json", "print one JSON object on stdout, all else on stderr");

function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError("Expected a whole number from 0 to 65535.");
  return port;
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

function readVersion(): string {
  // The same relative path from src and from dist.
  const manifest: { readonly version: string } = createRequire(import.meta.url)("../package.json");
  return manifest.version;
}
