import type { DiagnosticCode } from "../diagnostic.ts";
import { joinPointer } from "../load/json-pointer.ts";

/** Names that generated files use themselves, so that an alias of that name would change what they mean. */
const TAKEN: ReadonlySet<string> = new Set([
  "$defs",
  "Build",
  "Builder",
  "BuilderType",
  "Exclude",
  "JsonSchema",
  "NonNullable",
  "Omit",
  "OperationInfo",
  "OperationRequest",
  "Pick",
  "Promise",
  "Record",
  "Transport",
  "WithRequired",
  "components",
  "operations",
  "paths",
  "webhooks",
]);

/** Words that cannot name a type or a function. */
export const RESERVED: ReadonlySet<string> = new Set(
  `any arguments as async await bigint boolean break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let never new null number object package private
  protected public return static string super switch symbol this throw true try type typeof undefined unknown var void while with yield`.split(
    /\s+/,
  ),
);

/** Makes an identifier of any text: parts that no identifier may hold divide it into words. */
export function toIdentifier(text: string): string {
  const words = text.split(/[^A-Za-z0-9_]+/).filter((word) => word !== "");
  const [first = "", ...rest] = words;
  const joined = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z_]/.test(joined) ? joined : `_${joined}`;
}

/** Names the components; two that come to the same name are reported, never renamed in silence. */
export function nameComponents(
  components: Iterable<string>,
  report: (code: DiagnosticCode, pointer: string, message: string) => void,
): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const component of components) {
    const identifier = toIdentifier(component);
    const name = TAKEN.has(identifier) || RESERVED.has(identifier) ? `${identifier}Schema` : identifier;
    const owner = owners.get(name);
    if (owner !== undefined) {
      const pointer = joinPointer("/components/schemas", component);
      report(
        "name_collision",
        pointer,
        `expected component names that stay apart as identifiers, ${owner} and ${component} both become ${name}`,
      );
    }
    owners.set(name, component);
    names.set(component, name);
  }
  return names;
}
