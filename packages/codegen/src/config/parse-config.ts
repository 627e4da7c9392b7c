import { isTargetName, TARGET_NAMES } from "../targets/target-table.ts";
import { UserError } from "../user-error.ts";
import type { CodegenConfig } from "./define-config.ts";

interface Setting {
  readonly expected: string;
  accepts(value: unknown): boolean;
}

const text = (expected: string): Setting => ({ expected, accepts: isText });
const flag: Setting = { expected: "true or false", accepts: (value) => typeof value === "boolean" };

/** Supported drafts of generated JSON Schemas. */
export const DRAFTS: readonly ["2020-12", "draft-07"] = ["2020-12", "draft-07"];

/** The settings with their checks. */
const SETTINGS: Readonly<Record<keyof CodegenConfig, Setting>> = {
  document: text("a path"),
  out: text("a path"),
  overlays: { expected: "a list of paths", accepts: (value) => Array.isArray(value) && value.every(isText) },
  targets: {
    expected: `a list of ${TARGET_NAMES.join(", ")}`,
    accepts: (value) => Array.isArray(value) && value.length > 0 && value.every((name) => isTargetName(name)),
  },
  plugins: {
    expected: "a list of targets, each with a name and emit()",
    accepts: (value) => Array.isArray(value) && value.every(isPlugin),
  },
  schemaBase: { expected: "a URL", accepts: (value) => isText(value) && isUrl(value) },
  jsonSchemaDraft: { expected: DRAFTS.join(" or "), accepts: (value) => DRAFTS.some((draft) => draft === value) },
  builderBases: flag,
  builderBase: { expected: "an object of the texts module, name and types", accepts: isBuilderBase },
  formats: { expected: 'an object of "assert" and "annotate" by format', accepts: isFormats },
  allowRemote: flag,
  override: { expected: "a function", accepts: (value) => typeof value === "function" },
};

/**
 * Validates the value of a configuration file.
 *
 * @param label Path of the file, for messages.
 * @throws UserError for an unknown setting or an invalid value.
 */
export function parseConfig(value: unknown, label: string): readonly CodegenConfig[] {
  if (!Array.isArray(value)) return [parseEntry(value, label, "")];
  if (value.length === 0) throw new UserError(`${label}: expected the settings of a document, received an empty list`);
  return value.map((entry: unknown, i) => parseEntry(entry, label, `[${i}].`));
}

function parseEntry(value: unknown, label: string, prefix: string): CodegenConfig {
  if (!isPlainObject(value)) {
    const what = prefix === "" ? "a default export" : prefix.slice(0, -1);
    throw new UserError(
      `${label}: expected ${what} such as defineConfig({ document: "openapi.yaml", out: "generated" }), received ${describe(value)}`,
    );
  }
  const given = Object.entries(value).filter(
    // Editors find the JSON Schema of a file by this member.
    ([key, member]) => member !== undefined && !(key === "$schema" && label.endsWith(".json")),
  );
  for (const [key, member] of given) {
    const setting = isSetting(key) ? SETTINGS[key] : undefined;
    if (!setting)
      throw new UserError(
        `${label}: expected the settings ${Object.keys(SETTINGS).join(", ")}, received ${prefix}${key}`,
      );
    if (!setting.accepts(member))
      throw new UserError(`${label}: expected ${prefix}${key} to be ${setting.expected}, received ${describe(member)}`);
  }
  const entry: object = Object.fromEntries(given);
  if (!("document" in entry)) throw new UserError(`${label}: expected ${prefix}document, received none`);
  if (!("out" in entry)) throw new UserError(`${label}: expected ${prefix}out, received none`);
  // Each member was checked above.
  return entry as CodegenConfig;
}

function isSetting(key: string): key is keyof CodegenConfig {
  return Object.hasOwn(SETTINGS, key);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Whether a text is an absolute URL. */
export function isUrl(value: string): boolean {
  return URL.canParse(value);
}

function isPlugin(value: unknown): boolean {
  return isPlainObject(value) && isText(value.name) && typeof value.emit === "function";
}

function isFormats(value: unknown): boolean {
  return isPlainObject(value) && Object.values(value).every((mode) => mode === "assert" || mode === "annotate");
}

function isBuilderBase(value: unknown): boolean {
  const keys = ["module", "name", "types"];
  return (
    isPlainObject(value) &&
    Object.keys(value).every((key) => keys.includes(key)) &&
    keys.every((key) => isText(value[key])) &&
    /^[A-Z]\w*$/.test(String(value.name))
  );
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === undefined) return "none";
  if (typeof value === "function") return "a function";
  return JSON.stringify(value, (_, member) => (typeof member === "function" ? "a function" : member)) ?? typeof value;
}
