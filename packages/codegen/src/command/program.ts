import { Command, type Help } from "commander";
import { DRAFTS } from "../config/parse-config.ts";
import { FAIL_ON } from "../diff/exit-code-of.ts";
import { DIFF_STYLES } from "../diff/format-diff.ts";
import { ownVersion } from "../own-version.ts";
import { TARGET_NAMES } from "../targets/target-table.ts";
import type { CliContext } from "./context.ts";
import { collect, type DiffFlags, type Flags, oneOf, parseTargets, parseUrl } from "./flags.ts";

/** The functions that carry out the commands. */
export interface Actions {
  generate(flags: Flags): Promise<void>;
  diff(old: string, next: string, flags: DiffFlags): Promise<void>;
}

/** The commands and options. */
export function createProgram(context: CliContext, actions: Actions): Command {
  const program = configure(new Command("starfix-codegen"), context)
    .usage("<document> -o <folder> [options]\n       starfix-codegen diff <old> <new> [options]")
    .description("Compiles an OpenAPI 3.0 or 3.1 document to TypeScript.")
    .argument("[document]")
    .option("-o, --out <folder>", "where to write")
    .option("--overlay <file>", "OpenAPI Overlay 1.0 to apply; may be repeated", collect)
    .option("--target <names>", listTargets(), parseTargets)
    .option("--config <file>", "settings, if not in starfix-codegen.config.*")
    .option("--no-config", "look for no settings")
    .option("--check", "write nothing; exit 1 when the folder is stale")
    .option("--watch", "generate again whenever a file changes")
    .option("--json", "report as one JSON object on stdout")
    .option("--quiet", "print errors only")
    .option("--github", "print issues as GitHub annotations too")
    .option("--allow-remote", "follow references to http(s) addresses")
    .option("--schema-base <url>", "what the $id of a JSON Schema starts with", parseUrl)
    .option("--json-schema-draft <name>", "2020-12 (the default) or draft-07", oneOf(DRAFTS))
    .option("--builder-bases", "abstract bases of builders only, to finish by hand")
    .option("--no-cache", "generate even when nothing has changed")
    .version(ownVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .action((document: string | undefined, flags: Omit<Flags, "document">) => actions.generate({ ...flags, document }));
  // Without it, an option after `diff` would be parsed as one of the program.
  program.enablePositionalOptions().configureHelp({ formatHelp });
  program
    .command("diff")
    .usage("<old> <new> [options]")
    .description("Lists what changed between two documents, and what that breaks.")
    .argument("<old>")
    .argument("<new>")
    .option("--fail-on <kind>", `exit 1 on a change: ${FAIL_ON.join(", ")}`, oneOf(FAIL_ON))
    .option("--format <style>", DIFF_STYLES.join(", "), oneOf(DIFF_STYLES))
    .option("--json", "the same as --format json")
    .option("--all", "list changes of titles, descriptions and examples too")
    .option("--overlay <file>", "applied to both documents; may be repeated", collect)
    .option("--allow-remote", "follow references to http(s) addresses")
    .helpOption("-h, --help", "print this help")
    .action((old: string, next: string, flags: DiffFlags) => actions.diff(old, next, flags));
  return program;
}

function configure(command: Command, context: CliContext): Command {
  return command.exitOverride().configureOutput({
    writeOut: context.out,
    writeErr: context.err,
    // `runCli` prints the message.
    outputError: () => {},
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
}

/** The names on two lines, since one would be wider than a terminal. */
function listTargets(): string {
  const half = Math.ceil(TARGET_NAMES.length / 2);
  return `${TARGET_NAMES.slice(0, half).join(",")},\n${TARGET_NAMES.slice(half).join(",")}`;
}

/** A compact help: commander's own does not fit a terminal of 24 lines. */
function formatHelp(command: Command, help: Help): string {
  const options = help.visibleOptions(command);
  const width = Math.max(...options.map(({ flags }) => flags.length));
  const indent = `\n${" ".repeat(width + 4)}`;
  const lines = options.map(
    ({ flags, description }) => `  ${flags.padEnd(width)}  ${description.replaceAll("\n", indent)}`,
  );
  return `Usage: ${help.commandUsage(command)}\n\n${command.description()}\n\n${lines.join("\n")}\n`;
}
