import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { shells } from "./completion/shells.ts";
import type { CliContext } from "./context.ts";
import { parseSize } from "./infer/parse-size.ts";
import { sampleFormats } from "./infer/sample-format.ts";
import {
  apiKeyOption,
  collect,
  cwdOption,
  formatOption,
  graphFormats,
  jsonOption,
  outOption,
  paramOption,
  parseCount,
  parsePort,
  projectOption,
  queryFormats,
  reportFormats,
  urlOption,
} from "./options.ts";
import type { Output } from "./output.ts";
import { DEFAULT_DATA } from "./state-folder.ts";
import { readVersion } from "./version.ts";

/** The table of commands. What a command does, and what it needs for that, is loaded when it is called. */
export function createCli(context: CliContext, output: Output): Command {
  const cli = configure(new Command("starfix"), context, output)
    .description("Ingestion definitions as TypeScript, for Imply Polaris and Apache Druid.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpCommand(false)
    .usage("<command> [options]")
    .addHelpText("after", "\n`starfix <command> --help` prints the options of a command.");

  const command = (name: string, description: string) =>
    configure(cli.command(name), context, output).description(description).allowExcessArguments(false);

  command("init", "make a folder, new or not, a project of definitions")
    .argument("[folder]", "the folder", ".")
    .option("--package", "begin a package of definitions that others import")
    .addOption(jsonOption())
    .action(async (folder, options) => (await import("./commands/init.ts")).init(context, output, folder, options));

  command("build", "compile the definitions and write the artifacts")
    .addOption(cwdOption())
    .addOption(outOption())
    .option("--check", "write nothing; exit 1 and name the files when the folder is stale")
    .option("--tables", "write the tables that jobs create if missing, too")
    .addOption(paramOption())
    .addOption(formatOption(reportFormats, "how to print issues"))
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/build.ts")).build(context, output, options));

  command("check", "compile the definitions and print what is wrong")
    .addOption(cwdOption())
    .option("--types", "also run the project's own TypeScript")
    .option("--strict", "exit 1 on warnings too")
    .addOption(
      new Option(
        "--against <package>",
        "check the project with another version of a package it imports: a folder, a tarball or name@version",
      ).conflicts(["types", "beside"]),
    )
    .option("--beside <dir>", "look for tables and names that another built project has too (repeatable)", collect, [])
    .addOption(paramOption())
    .addOption(formatOption(reportFormats, "how to print issues"))
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/check.ts")).check(context, output, options));

  command("watch", "build now and after every change, until Ctrl-C")
    .addOption(cwdOption())
    .addOption(outOption())
    .option("--tables", "write the tables that jobs create if missing, too")
    .addOption(paramOption())
    .addOption(new Option("--json", "print a JSON object for each event on stdout, all else on stderr"))
    .action(async (options) => (await import("./commands/watch.ts")).watch(context, output, options));

  command("list", "list the definitions with their places and owners")
    .addOption(cwdOption())
    .addOption(paramOption())
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/list.ts")).list(context, output, options));

  command("graph", "show what jobs read, and which tables they fill")
    .addOption(cwdOption())
    .addOption(paramOption())
    .addOption(formatOption(graphFormats, "how to print the graph"))
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/graph.ts")).graph(context, output, options));

  command("explain", "explain the code of an issue and how to fix it")
    .argument("[code]", "the code; without it, all codes are listed")
    .addOption(jsonOption())
    .action(async (code) => (await import("./commands/explain.ts")).explain(context, output, code));

  command("serve", "run a Polaris-compatible server on DuckDB")
    .option("--host <host>", "address to listen on", "127.0.0.1")
    .option("--port <port>", "port to listen on, 0 for any free one", parsePort, 8888)
    .option("--data <dir>", "folder that holds all state", DEFAULT_DATA)
    .option("--bucket <name=dir>", "serve a bucket from a folder (repeatable)", collect, [])
    .option("--s3-endpoint <host>", "allow connections to this S3 host besides AWS (repeatable)", collect, [])
    .option("--new-key", "make another API key and print it")
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/serve.ts")).serve(context, output, options));

  command("apply", "build, then bring connections, tables and jobs to a server, each job exactly once")
    .summary("build, then bring definitions to a server")
    .addOption(cwdOption())
    .addOption(outOption())
    .addOption(paramOption())
    .addOption(urlOption())
    .addOption(projectOption())
    .addOption(apiKeyOption())
    .option("--rerun <job>", "post a job that ran before, or one that replaces rows (repeatable)", collect, [])
    .addOption(jsonOption())
    .action(async (options) => (await import("./commands/apply.ts")).apply(context, output, options));

  command("query", "run a SQL query on a server and print its rows")
    .argument("<sql>", 'the query, such as SELECT COUNT(*) FROM "Koalas"')
    .addOption(cwdOption())
    .addOption(urlOption())
    .addOption(projectOption())
    .addOption(apiKeyOption())
    .addOption(formatOption(queryFormats, "how to print rows"))
    .addOption(jsonOption())
    .action(async (sql, options) => (await import("./commands/query.ts")).query(context, output, sql, options));

  command("infer", "read a sample of data, print an input schema and what its rows disagree about")
    .summary("read a sample of data, print an input schema for it")
    .argument("<source>", "file, folder or s3://bucket/key (a key that is no object is a prefix)")
    .addOption(
      new Option("--format <format>", "format of the records; by default from the file names").choices(sampleFormats),
    )
    .option("--rows <count>", "read at most so many rows", parseCount, 10_000)
    .addOption(
      new Option("--bytes <size>", "read at most so much, after decompression")
        .argParser(parseBytes)
        .default(64_000_000, "64MB"),
    )
    .option("--s3-endpoint <host>", "S3 host to read from instead of AWS (env AWS_ENDPOINT_URL_S3)")
    .addOption(jsonOption())
    .action(async (source, options) => (await import("./commands/infer.ts")).infer(context, output, source, options));

  command("completion", "print a script that completes commands in a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .addOption(jsonOption())
    .action(async (shell) => (await import("./commands/completion.ts")).completion(cli, output, shell));

  return cli;
}

function configure(command: Command, context: CliContext, output: Output): Command {
  return command
    .exitOverride()
    .helpOption("-h, --help", "print this help")
    .configureHelp({
      showGlobalOptions: false,
      // All of them have options.
      subcommandTerm: (sub) => [sub.name(), ...sub.registeredArguments.map(argumentTerm)].join(" "),
    })
    .configureOutput({
      writeOut: (text) => (output.json ? context.stderr : context.stdout).write(text),
      writeErr: (text) => context.stderr.write(text),
      // The one catch prints the message.
      outputError: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function argumentTerm(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function parseBytes(text: string): number {
  const bytes = parseSize(text);
  if (bytes === undefined) throw new InvalidArgumentError("Expected a size such as 64MB.");
  return bytes;
}
