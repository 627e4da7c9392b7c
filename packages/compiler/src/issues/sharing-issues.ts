import { formatPosition, type Position, pathForPeople } from "../project/position.ts";
import { error, type IssueTable, type NamedFacts, quoted } from "./issue-kind.ts";

/** A definition of another package. */
interface ImportedFacts extends NamedFacts {
  /** Name of the package that owns it. */
  readonly package: string;
  /** Where it is defined there. */
  readonly related?: Position;
}

interface PackageFacts {
  readonly package: string;
  /** Path of its manifest. */
  readonly file: string;
}

/** Issues between packages that use each other's definitions. */
export interface SharingIssueFacts {
  readonly internal_definition: ImportedFacts;
  readonly internal_without_tag: NamedFacts;
  readonly unowned_definition: ImportedFacts;
  readonly package_without_manifest: PackageFacts;
  readonly manifest_format: PackageFacts & { readonly format: number; readonly expected: number };
  readonly manifest_mismatch: PackageFacts & { readonly message: string };
  readonly package_cycle: {
    /** Each imports the next, and the last one the first. */
    readonly packages: readonly string[];
  };
  readonly older_dsl: {
    /** Name of the package that needs a newer one. */
    readonly package: string;
    readonly needs: string;
    readonly installed: string;
  };
  readonly imported_name: UpstreamFacts & {
    readonly imported: "connection" | "table";
    readonly from: string;
    readonly to: string;
  };
  readonly imported_type: UpstreamFacts & {
    readonly imported: "connection" | "table";
    readonly from: string;
    readonly before: string;
    readonly after: string;
  };
  readonly imported_column_removed: ColumnFacts;
  readonly imported_column_type: ColumnFacts & { readonly after: string };
}

/** A change that another version of a package would bring to a job. */
interface UpstreamFacts extends NamedFacts {
  readonly package: string;
}

interface ColumnFacts extends UpstreamFacts {
  readonly table: string;
  readonly column: string;
  /** Its data type in the installed version. */
  readonly before: string;
}

export const sharingIssues: IssueTable<SharingIssueFacts> = {
  internal_definition: error(
    ({ kind, name, package: owner, related }, cwd) =>
      `${kind} ${quoted(name)} is internal to ${quoted(owner)}${placeOf(related, cwd)}: use a definition that the package offers`,
  ),
  internal_without_tag: error(
    ({ kind, name }) =>
      `${kind} ${quoted(name)} is internal, and its export is not marked as such: add the tag @internal to the comment above it`,
  ),
  unowned_definition: error(
    ({ kind, name, package: owner, related }, cwd) =>
      `${kind} ${quoted(name)} is defined in ${quoted(owner)}${placeOf(related, cwd)}, whose manifest does not list it, so no build writes it: build the package again, or define it in this project`,
  ),
  package_without_manifest: error(
    ({ package: name, file }, cwd) =>
      `${quoted(name)} has no manifest: expected one at ${pathForPeople(file, cwd)}, as starfix build writes it; build the package with its artifacts among its files`,
  ),
  manifest_format: error(
    ({ package: name, file, format, expected }, cwd) =>
      `the manifest of ${quoted(name)} (${pathForPeople(file, cwd)}) has format ${format}, and this starfix reads format ${expected}: install ${format > expected ? "a newer starfix" : "a newer version of the package"}`,
  ),
  manifest_mismatch: error(
    ({ package: name, file, message }, cwd) =>
      `the manifest of ${quoted(name)} (${pathForPeople(file, cwd)}) does not fit its files: ${message}; install the package again, or build and publish it again`,
  ),
  package_cycle: error(
    ({ packages }) =>
      `packages import each other in a circle, ${[...packages, packages[0] ?? ""].join(" -> ")}: move what they share into a package that imports none of them`,
  ),
  older_dsl: error(
    ({ package: name, needs, installed }) =>
      `${quoted(name)} needs @starfix/dsl ${needs}, and ${installed} is installed: install @starfix/dsl ${needs} and the starfix that belongs to it`,
  ),
  imported_name: error(
    ({ name, package: owner, imported, from, to }) =>
      `job ${quoted(name)} uses ${imported} ${quoted(from)} of ${quoted(owner)}, which would be named ${quoted(to)}: expected the name to stay, received another one`,
  ),
  imported_type: error(
    ({ name, package: owner, imported, from, before, after }) =>
      `job ${quoted(name)} uses ${imported} ${quoted(from)} of ${quoted(owner)}, which would change its type: expected ${before}, received ${after}`,
  ),
  imported_column_removed: error(
    ({ name, package: owner, table, column, before }) =>
      `job ${quoted(name)} uses column ${quoted(column)} of table ${quoted(table)} of ${quoted(owner)}, which would be removed: expected a column of type ${before}, received none`,
  ),
  imported_column_type: error(
    ({ name, package: owner, table, column, before, after }) =>
      `job ${quoted(name)} uses column ${quoted(column)} of table ${quoted(table)} of ${quoted(owner)}, which would change its type: expected ${before}, received ${after}`,
  ),
};

function placeOf(position: Position | undefined, cwd: string): string {
  return position ? ` (${formatPosition(position, cwd)})` : "";
}
