import type { IssueCode } from "../issue.ts";
import { joinPointer } from "../load/json-pointer.ts";

/** Names used by generated files themselves, which a type alias would shadow. */
const TAKEN: ReadonlySet<string> = new Set([
  "$defs",
  "Build",
  "Builder",
  "BuilderType",
  "Exclude",
  "FormFile",
  "JsonSchema",
  "NonNullable",
  "Omit",
  "OperationId",
  "OperationInfo",
  "OperationRequest",
  "Partial",
  "Pick",
  "Promise",
  "RawBody",
  "ReadableStream",
  "Readonly",
  "Record",
  "RuntimeTransport",
  "Transport",
  "Uint8Array",
  "WithRequired",
  "components",
  "operations",
  "paths",
  "webhooks",
]);

/** Reserved words, which cannot name a type or a function. */
export const RESERVED: ReadonlySet<string> = new Set(
  `any arguments as async await bigint boolean break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let never new null number object package private
  protected public return static string super switch symbol this throw true try type typeof undefined unknown var void while with yield`.split(
    /\s+/,
  ),
);

/**
 * Converts a text to an identifier: characters that are not allowed separate words. Letters of all scripts are kept, so
 * that names in Greek or Chinese stay different.
 */
export function toIdentifier(text: string): string {
  const words = text
    .normalize("NFC")
    .split(/[^\p{ID_Continue}]+/u)
    .filter((word) => word !== "");
  const [first = "", ...rest] = words;
  const joined = first + rest.map(capitalise).join("");
  return /^[\p{ID_Start}_]/u.test(joined) ? joined : `_${joined}`;
}

/** The identifier of a type: a lower-case name such as `payment_intent` becomes `PaymentIntent`. */
function toTypeName(component: string): string {
  return toIdentifier(/^\p{Ll}/u.test(component) ? capitalise(component).replaceAll("_", " ") : component);
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * Assigns a unique identifier to each component. The first component with an identifier keeps it; each later one gets
 * the suffix `_2`, `_3` …, and is reported. A component whose name is a valid identifier keeps it, even if another
 * component's name would become the same.
 */
export function nameComponents(
  components: Iterable<string>,
  report: (code: IssueCode, pointer: string, message: string) => void,
): Map<string, string> {
  const list = [...components];
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  const next = new Map<string, number>();
  for (const component of list) {
    if (!isFree(component)) continue;
    owners.set(component, component);
  }
  for (const component of list) {
    const identifier = toTypeName(component);
    const preferred = TAKEN.has(identifier) || RESERVED.has(identifier) ? `${identifier}Schema` : identifier;
    const owner = owners.get(preferred) ?? component;
    let name = preferred;
    if (owner !== component && isOwnName(component) && !owners.has(component)) name = component;
    else if (owner !== component) {
      let number = next.get(preferred) ?? 2;
      while (owners.has(`${preferred}_${number}`)) number += 1;
      next.set(preferred, number + 1);
      name = `${preferred}_${number}`;
      report(
        "name_collision",
        joinPointer("/components/schemas", component),
        `expected component names with different identifiers, received ${owner} and ${component}, which both become ${preferred}; the second is named ${name}`,
      );
    }
    owners.set(name, component);
    names.set(component, name);
  }
  return names;
}

/** Whether the name of a component is its identifier. */
function isFree(component: string): boolean {
  return toTypeName(component) === component && isOwnName(component);
}

/** Whether a name is a valid, unreserved identifier. */
function isOwnName(component: string): boolean {
  return toIdentifier(component) === component && !TAKEN.has(component) && !RESERVED.has(component);
}
