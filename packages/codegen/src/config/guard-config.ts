import type { OutputFile, Override, Target } from "../targets/target.ts";
import { UserError } from "../user-error.ts";
import type { CodegenConfig } from "./define-config.ts";

/** Wraps the functions of a configuration: an exception or an invalid result becomes a `UserError` with the function's name. */
export function guardConfig(config: CodegenConfig, label: string): CodegenConfig {
  const { override, plugins } = config;
  return {
    ...config,
    ...(override && { override: (component, schema) => callOverride({ override, component, schema, label }) }),
    ...(plugins && { plugins: plugins.map((plugin) => guardPlugin(plugin, label)) }),
  };
}

type OverrideHook = NonNullable<CodegenConfig["override"]>;

interface OverrideCall {
  readonly override: OverrideHook;
  readonly component: string;
  readonly schema: Parameters<OverrideHook>[1];
  readonly label: string;
}

function callOverride({ override, component, schema, label }: OverrideCall): Override | undefined {
  const call = `${label}: expected override(${JSON.stringify(component)})`;
  let returned: unknown;
  try {
    returned = override(component, schema);
  } catch (error) {
    throw new UserError(`${call} to return, received an error: ${String(error)}`, { cause: error });
  }
  if (isOverride(returned)) return returned;
  throw new UserError(
    `${call} to return { type?, zod?, imports?: { types?, zod? } } or undefined, received ${JSON.stringify(returned)}`,
  );
}

function isOverride(value: unknown): value is Override | undefined {
  if (value === undefined) return true;
  if (!isObjectOf(value, ["type", "zod", "imports"])) return false;
  const { type, zod, imports } = value;
  if (![type, zod].every((text) => text === undefined || (typeof text === "string" && text !== ""))) return false;
  return imports === undefined || (isObjectOf(imports, ["types", "zod"]) && Object.values(imports).every(isLines));
}

function isLines(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((line) => typeof line === "string"));
}

function isObjectOf(value: unknown, keys: readonly string[]): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.keys(value).every((key) => keys.includes(key));
}

function guardPlugin(plugin: Target, label: string): Target {
  const { name } = plugin;
  return {
    name,
    async emit(document, context) {
      let files: unknown;
      try {
        files = await plugin.emit(document, context);
      } catch (error) {
        throw new UserError(`${label}: expected the plugin ${name} to emit, received an error: ${String(error)}`, {
          cause: error,
        });
      }
      if (isFileList(files)) return files;
      throw new UserError(
        `${label}: expected the plugin ${name} to emit a list of { path, text } inside of the folder`,
      );
    },
  };
}

function isFileList(value: unknown): value is readonly OutputFile[] {
  return (
    Array.isArray(value) &&
    value.every((file) => isObjectOf(file, ["path", "text"]) && isInnerPath(file.path) && typeof file.text === "string")
  );
}

/** Whether a path, with slashes, stays within the folder it starts from. */
function isInnerPath(path: unknown): boolean {
  return (
    typeof path === "string" &&
    !/^[A-Za-z]:|[\\\0]/.test(path) &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}
