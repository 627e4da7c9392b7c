import type { Issue } from "../issue.ts";
import type { JsonObject } from "../load/json.ts";
import type { NormalisedDocument, NormalisedSchema } from "../normalise/normalised-document.ts";
import { nameComponents } from "../targets/names.ts";
import type { Target, TargetContext } from "../targets/target.ts";

/** The files and reports of a target. */
export interface TargetRun {
  readonly files: ReadonlyMap<string, string>;
  readonly reports: readonly Pick<Issue, "code" | "pointer" | "message">[];
}

/** Runs one target with normalised schemas. */
export async function runTarget(
  target: Target,
  schemas: Readonly<Record<string, NormalisedSchema>>,
  options: Partial<TargetContext> & { readonly root?: JsonObject } = {},
): Promise<TargetRun> {
  const { root = {}, ...context } = options;
  const reports: TargetRun["reports"][number][] = [];
  const report: TargetContext["report"] = (code, pointer, message) => {
    reports.push({ code, pointer, message });
  };
  const names = new Map(Object.entries(schemas));
  const document: NormalisedDocument = {
    root: { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {}, ...root },
    schemas: names,
    variants: new Map(),
  };
  const files = await target.emit(document, {
    names: nameComponents(names.keys(), report),
    header: "// header",
    schemaBase: "https://example.com/schema/",
    jsonSchemaDraft: "2020-12",
    formats: {},
    transportParameters: [],
    targets: new Set([target.name]),
    builderBases: false,
    override: () => undefined,
    report,
    ...context,
  });
  return { files: new Map(files.map(({ path, text }) => [path, text])), reports };
}
