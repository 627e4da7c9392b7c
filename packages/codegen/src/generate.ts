import { basename } from "node:path";
import { checkDefaults } from "./check-defaults.ts";
import type { Issue } from "./issue.ts";
import { isJsonObject, type JsonValue } from "./load/json.ts";
import type { LoadedDocument } from "./load/load-document.ts";
import { loadSource } from "./load/load-source.ts";
import { normaliseDocument } from "./normalise/normalise-document.ts";
import type { NormalisedDocument, NormalisedSchema } from "./normalise/normalised-document.ts";
import { IssueLog } from "./report/issue-log.ts";
import { nameComponents } from "./targets/names.ts";
import type { BuilderBase, FormatMode, OutputFile, Override, Target, TargetContext } from "./targets/target.ts";
import { TARGET_NAMES, TARGETS, type TargetName } from "./targets/target-table.ts";

/** What to generate. */
export interface GenerateOptions {
  /** Path of the OpenAPI document, YAML or JSON. */
  readonly document: string;
  /** Paths of OpenAPI Overlays, applied in this order. @default [] */
  readonly overlays?: readonly string[];
  /** @default all targets */
  readonly targets?: readonly TargetName[];
  /** Targets of your own, run after the named ones. @default [] */
  readonly plugins?: readonly Target[];
  /** Folder that relative paths start from. @default process.cwd() */
  readonly cwd?: string;
  /** Base URL of the `$id` of JSON Schemas. @default "https://starfix.dev/schema/" */
  readonly schemaBase?: string;
  /** Whether only abstract base classes of builders are generated, for hand-written subclasses. @default false */
  readonly builderBases?: boolean;
  /** A class of yours that builders extend, as abstract bases. @default the class of `builder-runtime.gen.js` */
  readonly builderBase?: BuilderBase;
  /** Dialect of the JSON Schemas. @default "2020-12" */
  readonly jsonSchemaDraft?: "2020-12" | "draft-07";
  /** Whether a format is checked (`assert`) or ignored (`annotate`). @default every known format is checked */
  readonly formats?: Readonly<Record<string, FormatMode>>;
  /** Whether references may lead to `http(s)` addresses. @default false */
  readonly allowRemote?: boolean;
  /** Replaces the generated type or zod schema of a component. @default no replacement */
  readonly override?: (component: string, schema: NormalisedSchema) => Override | undefined;
  /** Called at the start of each stage: `load`, `normalise`, then the name of each target. */
  readonly onProgress?: (stage: string) => void;
  /** Called with the absolute path of each file that the document refers to before it is read. */
  readonly onInput?: (path: string) => void;
}

/** The generated files. */
export interface GenerateResult {
  readonly files: readonly OutputFile[];
  /** The first line of every generated file. */
  readonly header: string;
  /** Warnings; errors are thrown. */
  readonly issues: readonly Issue[];
  /** Absolute path of every file that was read. */
  readonly inputs: readonly string[];
}

/**
 * Compiles an OpenAPI 3.0 or 3.1 document to source files. It reads the document and the overlays and writes nothing.
 *
 * @example
 * const { files } = await generate({ document: "openapi.yaml", targets: ["types"] });
 * files.map((file) => file.path);
 * // => ["types.gen.d.ts"]
 * @throws {CodegenError} with a position for every error in the document or an overlay.
 */
export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  const { targets = TARGET_NAMES, plugins = [], onProgress } = options;
  onProgress?.("load");
  // Loading the targets takes longer than reading the document, so both start at once.
  const loading = Promise.all(targets.map((name) => TARGETS[name]()));
  try {
    const source = await loadSource(options);
    onProgress?.("normalise");
    const log = new IssueLog();
    for (const { code, pointer, message } of source.issues) log.report(code, pointer, message);
    const normalised = normaliseDocument(source, { report: log.report });
    log.throwIfErrors(source);
    const header = headerOf(options);
    const context = contextOf(options, source, normalised, header, log.report);
    const emit = (target: Target): Promise<readonly OutputFile[]> => {
      onProgress?.(target.name);
      return target.emit(normalised, context);
    };
    // The types target prints in its own thread, while the others emit and positions are looked up.
    const emitting = Promise.all((await loading).map(emit));
    const checking = checkDefaults(source, normalised, log.report);
    const early = log.located(source);
    const [emitted] = await Promise.all([emitting, checking]);
    const files = emitted.flat();
    for (const plugin of plugins) files.push(...(await emit(plugin)));
    log.throwIfErrors(source);
    const issues = log.size === early.length ? early : log.located(source);
    return { files, header, issues, inputs: source.inputs };
  } finally {
    for (const target of await loading) await target.close?.();
  }
}

/** File names without folders, so that the output does not depend on the location of the document. */
function headerOf({ document, overlays = [] }: GenerateOptions): string {
  const flags = overlays.map((overlay) => ` --overlay ${basename(overlay)}`).join("");
  return `// Generated by \`starfix-codegen ${basename(document)}${flags}\`. Do not edit: change the document and generate again.\n`;
}

function contextOf(
  options: GenerateOptions,
  source: LoadedDocument,
  document: NormalisedDocument,
  header: string,
  report: TargetContext["report"],
): TargetContext {
  const base = options.schemaBase ?? "https://starfix.dev/schema/";
  return {
    header,
    report,
    names: nameComponents(document.schemas.keys(), report),
    schemaBase: base.endsWith("/") ? base : `${base}/`,
    jsonSchemaDraft: options.jsonSchemaDraft ?? "2020-12",
    formats: options.formats ?? {},
    override: options.override ?? (() => undefined),
    transportParameters: readTransportParameters(source.root, report),
    builderBases: options.builderBases ?? options.builderBase !== undefined,
    builderBase: options.builderBase,
    targets: new Set([...(options.targets ?? TARGET_NAMES), ...(options.plugins ?? []).map(({ name }) => name)]),
  };
}

function readTransportParameters(root: JsonValue, report: TargetContext["report"]): string[] {
  const key = "x-starfix-transport-parameters";
  const given = isJsonObject(root) ? root[key] : undefined;
  if (given === undefined) return [];
  if (
    Array.isArray(given) &&
    given.every((name): name is string => typeof name === "string" && /^[A-Za-z_]\w*$/.test(name))
  )
    return given;
  report(
    "invalid_document",
    `/${key}`,
    `expected ${key} to be a list of parameter names, received ${JSON.stringify(given)}`,
  );
  return [];
}
