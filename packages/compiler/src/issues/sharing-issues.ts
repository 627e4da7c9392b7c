import { formatPosition, type Position, pathForPeople } from "../project/position.ts";
import type { IssueTable, NamedFacts } from "./issue-kind.ts";
import { quoted } from "./issue-kind.ts";

/** What is used of another package. */
interface ImportedFacts extends NamedFacts {
  /** Name of the package that it stands in. */
  readonly package: string;
  /** Where it stands there. */
  readonly related?: Position;
}

/** What a package brings along. */
interface PackageFacts {
  readonly package: string;
  /** Path of its manifest. */
  readonly file: string;
}

/** What can be wrong where packages use the definitions of each other. */
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
  readonly table_writers: NamedFacts & {
    readonly table: string;
    /** Whose the job is. */
    readonly owner: string;
    /** Who may write the table. */
    readonly allowed: readonly string[];
    /** Who declares the table; undefined when nobody does. */
    readonly declared: string | undefined;
    readonly related?: Position;
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

/** What another version of a package would change for a job. */
interface UpstreamFacts extends NamedFacts {
  readonly package: string;
}

interface ColumnFacts extends UpstreamFacts {
  readonly table: string;
  readonly column: string;
  /** Its data type. */
  readonly before: string;
}

const lake = `s3Connection("lake")
  .bucket("acme-lake")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/lake")`;

const orders = (from: string): string => `export const orders = batchJob("orders")
  .from(${from})
  .prefixes("orders/")
  .input({ at: "string" })
  .into("Orders", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.at) }));`;

export const sharingIssues: IssueTable<SharingIssueFacts> = {
  internal_definition: {
    severity: "error",
    title: "An internal definition of another package",
    meaning:
      "A definition that its package marks with internal() is used by another package. Its owner may change or remove it without a word, so nobody else can rely on it.",
    fix: "Use a definition that the package offers, or ask its owner to take internal() off.",
    example: {
      wrong: `// node_modules/@acme/catalog: export const raw = internal(s3Connection("raw")…);
import { raw } from "@acme/catalog";

${orders("raw")}`,
      right: `// node_modules/@acme/catalog: export const lake = s3Connection("lake")…;
import { lake } from "@acme/catalog";

${orders("lake")}`,
    },
    message: ({ kind, name, package: owner, related }, cwd) =>
      `${kind} ${quoted(name)} is internal to ${quoted(owner)}${placeOf(related, cwd)}: use a definition that the package offers`,
  },
  internal_without_tag: {
    severity: "error",
    title: "An internal definition that the declarations still offer",
    meaning:
      "A definition is marked with internal(), and the comment of its export lacks the tag @internal. TypeScript leaves tagged exports out of the declarations of a package (stripInternal), so that an import of one is a type error in the editor of whoever tries; without the tag only starfix check refuses it.",
    fix: "Write /** @internal */ above the export, and set stripInternal in the tsconfig.json that the package is built with.",
    example: {
      wrong: `export const lake = internal(${lake});`,
      right: `/** @internal */
export const lake = internal(${lake});`,
    },
    message: ({ kind, name }) =>
      `${kind} ${quoted(name)} is internal, and its export is not marked so: add the tag @internal to the comment above it`,
  },
  unowned_definition: {
    severity: "error",
    title: "A definition that no build writes",
    meaning:
      "A definition is owned by the package in whose source it is made, and only a build of that package writes it. The manifest of this one does not have it: the package was built before it was added, or does not export it from a definition file, or a function of the package made it for you.",
    fix: "Build the package again if it is yours; if a function of it makes the definition for you, let the package wrap that function in factory(), or call the builder in your own file.",
    example: {
      wrong: `// node_modules/@acme/catalog: export const lakeOf = (name: string) => s3Connection(name)…;
import { lakeOf } from "@acme/catalog";

export const sydney = lakeOf("sydney");`,
      right: `// node_modules/@acme/catalog: export const lakeOf = factory((name: string) => s3Connection(name)…);
import { lakeOf } from "@acme/catalog";

export const sydney = lakeOf("sydney");`,
    },
    message: ({ kind, name, package: owner, related }, cwd) =>
      `${kind} ${quoted(name)} is made in ${quoted(owner)}${placeOf(related, cwd)}, whose manifest does not have it, so that no build writes it: build the package again, or make the definition in this project`,
  },
  package_without_manifest: {
    severity: "error",
    title: "A package of definitions without a manifest",
    meaning:
      "A definition is imported from a package that brings no manifest along, so that nobody can tell what it owns, what of it is internal and whether it was ever built.",
    fix: 'Run starfix build in the package before it is published, and put the folder of its artifacts into "files" of its package.json; if the manifest is not in artifacts/, name it there as "starfix": { "manifest": "…" }.',
    example: {
      wrong: `// package.json of the package
{ "name": "@acme/catalog", "files": ["dist"] }`,
      right: `// package.json of the package
{ "name": "@acme/catalog", "files": ["dist", "artifacts"] }`,
    },
    message: ({ package: name, file }, cwd) =>
      `${quoted(name)} has no manifest: expected one at ${pathForPeople(file, cwd)}, as starfix build writes it; build the package with its artifacts among its files`,
  },
  manifest_format: {
    severity: "error",
    title: "A manifest of another format",
    meaning:
      "The manifest of an imported package was written by a starfix whose manifests this one cannot read: most often the package was built with a newer one.",
    fix: "Install the starfix that the package was built with, or a newer one.",
    example: {
      wrong: `// node_modules/@acme/catalog/artifacts/manifest.json
{ "formatVersion": 2, … } // and starfix 1.0.0 reads format 1`,
      right: `// package.json
{ "devDependencies": { "starfix": "^2.0.0" } }`,
    },
    message: ({ package: name, file, format, expected }, cwd) =>
      `the manifest of ${quoted(name)} (${pathForPeople(file, cwd)}) is of format ${format}, and this starfix reads format ${expected}: install ${format > expected ? "a newer starfix" : "a newer version of the package"}`,
  },
  manifest_mismatch: {
    severity: "error",
    title: "A manifest that does not fit its files",
    meaning:
      "The manifest of an imported package does not say what the package holds: an artifact is missing or has other bytes, or the file is no manifest of that package. Somebody edited it, or published half a build.",
    fix: "Install the package anew; if it is yours, run starfix build in it and publish it again.",
    example: {
      wrong: `// package.json of the package, which is published without a build
{ "scripts": {} }`,
      right: `// package.json of the package
{ "scripts": { "prepack": "starfix build --check" } }`,
    },
    message: ({ package: name, file, message }, cwd) =>
      `the manifest of ${quoted(name)} (${pathForPeople(file, cwd)}) does not fit its files: ${message}; install the package anew, or build and publish it again`,
  },
  package_cycle: {
    severity: "error",
    title: "Packages of definitions that import each other",
    meaning:
      "Two or more packages of definitions import each other in a circle. None of them can be built, checked or published first, and a change of one goes round to itself.",
    fix: "Move what they share into a package that imports none of them.",
    example: {
      wrong: `// @acme/growth: import { orders } from "@acme/finance";
// @acme/finance: import { lake } from "@acme/growth";`,
      right: `// @acme/growth: import { lake, orders } from "@acme/catalog";
// @acme/finance: import { lake, orders } from "@acme/catalog";`,
    },
    message: ({ packages }) =>
      `packages import each other in a circle, ${[...packages, packages[0] ?? ""].join(" -> ")}: move what they share into a package that imports none of them`,
  },
  older_dsl: {
    severity: "error",
    title: "An older @starfix/dsl than a package needs",
    meaning:
      "A package of definitions was made for a newer @starfix/dsl than the one that is installed. It may call what is not there yet, or mean something else by what is.",
    fix: "Install a @starfix/dsl of the version that the package asks for, together with the starfix that belongs to it.",
    example: {
      wrong: `// package.json; @acme/catalog has { "peerDependencies": { "@starfix/dsl": "^1.4.0" } }
{ "dependencies": { "@acme/catalog": "^2.0.0", "@starfix/dsl": "1.2.0" } }`,
      right: `// package.json
{ "dependencies": { "@acme/catalog": "^2.0.0", "@starfix/dsl": "^1.4.0" } }`,
    },
    message: ({ package: name, needs, installed }) =>
      `${quoted(name)} needs @starfix/dsl ${needs}, and ${installed} is installed: install @starfix/dsl ${needs} and the starfix that belongs to it`,
  },
  table_writers: {
    severity: "error",
    title: "A table that another owner writes",
    meaning:
      "Jobs of several owners write one table, or a job writes a table that another package declares, and the table does not say so. Each of them could replace or double the rows of the other without noticing. Owners are what starfix list shows: the owner that about() or starfix.config.ts names, else the package.",
    fix: "Name the owners in .writers() where the table is declared, or let one of the jobs write another table.",
    example: {
      wrong: `const job = (id: string) =>
  batchJob(id)
    .from(demo)
    .prefixes(\`\${id}/\`)
    .input({ at: "string" })
    .into("Orders", { createIfMissing: true })
    .map((c) => ({ __time: timeParse(c.at) }));

export const orders = about(job("orders"), { owner: "Growth" });
export const refunds = about(job("refunds"), { owner: "Finance" });`,
      right: `export const table = detailTable("Orders").writers("Growth", "Finance");

const job = (id: string) =>
  batchJob(id)
    .from(demo)
    .prefixes(\`\${id}/\`)
    .input({ at: "string" })
    .into(table)
    .map((c) => ({ __time: timeParse(c.at) }));

export const orders = about(job("orders"), { owner: "Growth" });
export const refunds = about(job("refunds"), { owner: "Finance" });`,
    },
    message: ({ name, owner, table, allowed, declared, related }, cwd) =>
      `job ${quoted(name)} of ${quoted(owner)} writes table ${quoted(table)}, which ${allowed.map(quoted).join(" and ")} ${allowed.length === 1 ? "writes" : "write"}${placeOf(related, cwd)}: name ${quoted(owner)} in .writers() ${declared === undefined ? "of a table that is declared" : `of the table, which is declared by ${quoted(declared)}`}, or write another table`,
  },
  imported_name: {
    severity: "error",
    title: "An imported definition would have another name",
    meaning:
      "Held against another version of a package (starfix check --against), a job would read a connection or write a table of another name. The code compiles as before, and the job goes somewhere else: the old connection or table stays as it was, and the new one has to be there first.",
    fix: "Agree with the owner of the package on when the new name is applied, or ask for the old name to stay.",
    example: {
      wrong: `// @acme/catalog 1.0.0: export const lake = s3Connection("lake")…
// @acme/catalog 1.1.0: export const lake = s3Connection("lake-eu")…`,
      right: `// @acme/catalog 1.1.0
export const lake = s3Connection("lake")…
export const lakeEu = s3Connection("lake-eu")…`,
    },
    message: ({ name, package: owner, imported, from, to }) =>
      `job ${quoted(name)} uses ${imported} ${quoted(from)} of ${quoted(owner)}, which would be named ${quoted(to)}: expected the name to stay, received another one`,
  },
  imported_type: {
    severity: "error",
    title: "An imported definition would be of another type",
    meaning:
      "Held against another version of a package (starfix check --against), a connection or a table that a job uses would be of another type: a table that kept rows as they come would aggregate them, or the other way round; a connection would lead to another service.",
    fix: "Keep to the version that is installed until the job is changed, or ask for a new definition beside the old one.",
    example: {
      wrong: `// @acme/catalog 1.0.0: export const orders = detailTable("Orders")…
// @acme/catalog 1.1.0: export const orders = aggregateTable("Orders")…`,
      right: `// @acme/catalog 1.1.0
export const orders = detailTable("Orders")…
export const ordersByHour = aggregateTable("OrdersByHour")…`,
    },
    message: ({ name, package: owner, imported, from, before, after }) =>
      `job ${quoted(name)} uses ${imported} ${quoted(from)} of ${quoted(owner)}, which would change its type: expected ${before}, received ${after}`,
  },
  imported_column_removed: {
    severity: "error",
    title: "A column that an imported table would lose",
    meaning:
      "Held against another version of a package (starfix check --against), a table would not declare a column any more that a job fills or reads. A flexible table takes it all the same, with a type that the service guesses.",
    fix: "Take the column out of the job before the package is updated, or ask for it to stay.",
    example: {
      wrong: `// @acme/catalog 1.0.0: detailTable("Orders").columns({ city: "string", price: "double" })
// @acme/catalog 1.1.0: detailTable("Orders").columns({ price: "double" })`,
      right: `// @acme/catalog 1.1.0
detailTable("Orders").columns({ city: "string", price: "double", currency: "string" })`,
    },
    message: ({ name, package: owner, table, column, before }) =>
      `job ${quoted(name)} uses column ${quoted(column)} of table ${quoted(table)} of ${quoted(owner)}, which would be removed: expected a column of type ${before}, received none`,
  },
  imported_column_type: {
    severity: "error",
    title: "A column of an imported table that would change its type",
    meaning:
      "Held against another version of a package (starfix check --against), a column that a job fills or reads would be of another type. What the job gives it may still fit, and rows that are there already are of the old type.",
    fix: "Agree with the owner of the package on how the rows that are there become of the new type, or ask for a new column beside the old one.",
    example: {
      wrong: `// @acme/catalog 1.0.0: detailTable("Orders").columns({ price: "long" })
// @acme/catalog 1.1.0: detailTable("Orders").columns({ price: "double" })`,
      right: `// @acme/catalog 1.1.0
detailTable("Orders").columns({ price: "long", price_exact: "double" })`,
    },
    message: ({ name, package: owner, table, column, before, after }) =>
      `job ${quoted(name)} uses column ${quoted(column)} of table ${quoted(table)} of ${quoted(owner)}, which would change its type: expected ${before}, received ${after}`,
  },
};

function placeOf(position: Position | undefined, cwd: string): string {
  return position ? ` (${formatPosition(position, cwd)})` : "";
}
