import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { CodegenError } from "./diagnostic.ts";
import { generate } from "./generate.ts";
import { compareOutput } from "./output/compare-output.ts";
import { writeOutput } from "./output/write-output.ts";
import { isTargetName, TARGET_NAMES, type TargetName } from "./targets/target-table.ts";

/** What a command line needs of its surroundings. */
export interface CliContext {
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
}

interface CliFlags {
  readonly out: string;
  readonly overlay: readonly string[];
  readonly target?: readonly TargetName[];
  readonly check?: boolean;
  readonly schemaBase?: string;
  readonly builderModule?: string;
}

/**
 * Runs `starfix-codegen` with its arguments and returns the exit code: 0 when all is well, 1 when the document, the
 * arguments or the folder are not.
 *
 * @example
 * await runCli(["openapi.yaml", "-o", "src/generated", "--check"], context);
 * // => 0
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  const program = createProgram(context);
  try {
    program.parse([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  try {
    return await run(program.args[0] ?? "", program.opts<CliFlags>(), args, context);
  } catch (error) {
    if (error instanceof CodegenError) {
      context.err(`${error.message}\n`);
      return 1;
    }
    if (isFileError(error)) {
      context.err(`cannot read or write: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

function createProgram(context: CliContext): Command {
  return new Command("starfix-codegen")
    .description(
      "Compiles an OpenAPI 3.0 or 3.1 document to TypeScript: types, zod, JSON Schema, builders, operations.",
    )
    .argument("<document>", "OpenAPI document, YAML or JSON")
    .requiredOption("-o, --out <folder>", "where to write")
    .option("--overlay <file>", "OpenAPI Overlay 1.0 to apply; may be repeated", collect, [])
    .option(
      "--target <names>",
      `what to emit, comma-separated: ${TARGET_NAMES.join(", ")} (default: all)`,
      parseTargets,
    )
    .option("--check", "write nothing; exit 1 when the folder is not up to date")
    .option("--schema-base <url>", "what the $id of a JSON Schema starts with")
    .option("--builder-module <specifier>", "module with the runtime base of the builders")
    .exitOverride()
    .configureOutput({ writeOut: context.out, writeErr: context.err });
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

function parseTargets(value: string): TargetName[] {
  return value.split(",").map((name) => {
    if (isTargetName(name)) return name;
    throw new InvalidArgumentError(`expected ${TARGET_NAMES.join(", ")}, received ${name}`);
  });
}

async function run(document: string, flags: CliFlags, args: readonly string[], context: CliContext): Promise<number> {
  const { cwd } = context;
  const result = await generate({
    document,
    cwd,
    overlays: flags.overlay,
    ...(flags.target ? { targets: flags.target } : {}),
    ...(flags.schemaBase === undefined ? {} : { schemaBase: flags.schemaBase }),
    ...(flags.builderModule === undefined ? {} : { builderModule: flags.builderModule }),
  });
  const folder = resolve(cwd, flags.out);
  const plan = await compareOutput(result, folder, flags.target === undefined);
  const drift = [
    ...plan.missing.map((path) => `missing ${path}`),
    ...plan.stale.map((path) => `stale ${path}`),
    ...plan.extra.map((path) => `extra ${path}`),
  ];
  if (drift.length === 0) {
    context.out(`${flags.out} is up to date (${result.files.length} files)\n`);
    return 0;
  }
  if (flags.check) {
    const mend = ["starfix-codegen", ...args.filter((arg) => arg !== "--check")].map(quote).join(" ");
    context.err(`${flags.out} is not up to date:\n${drift.map((line) => `  ${line}\n`).join("")}run: ${mend}\n`);
    return 1;
  }
  await writeOutput(result, plan, folder);
  const written = [...plan.missing, ...plan.stale].map((path) => `  wrote ${path}\n`);
  const removed = plan.extra.map((path) => `  removed ${path}\n`);
  context.out(`${flags.out}:\n${[...written, ...removed].join("")}`);
  return 0;
}

function quote(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && "syscall" in error;
}
