import type { Installed } from "./installed.ts";

/** What installing one package alone may bring along. */
export interface Footprint {
  readonly name: string;
  /** The only packages that may come along; absent: all but the heavy ones that are not listed in `heavy`. */
  readonly only?: readonly string[];
  /** Prefixes of heavy packages that it needs and names as peers. */
  readonly heavy: readonly string[];
}

/** Prefixes of the packages that no definition project may pull in. */
export const HEAVY: readonly string[] = ["@duckdb/", "@aws-sdk/", "ts-morph"];

/** What each package that users install may bring along. */
export const footprints: readonly Footprint[] = [
  {
    name: "@starfix/dsl",
    only: ["@starfix/dsl", "@starfix/expr", "@starfix/schema", "zod"],
    heavy: [],
  },
  { name: "@starfix/client", only: ["@starfix/client", "@starfix/schema", "zod"], heavy: [] },
  { name: "@starfix/codegen", heavy: ["ts-morph"] },
  // What `serve`, `infer` and `preview` run on is installed by who uses them.
  { name: "starfix", heavy: [] },
  { name: "@starfix/testing", heavy: [] },
];

/** What came along and may not; empty when all is well. */
export function excess({ only, heavy }: Footprint, installed: readonly string[]): readonly string[] {
  if (only !== undefined) return installed.filter((name) => !only.includes(name));
  const refused = HEAVY.filter((prefix) => !heavy.includes(prefix));
  return installed.filter((name) => refused.some((prefix) => name.startsWith(prefix)));
}

/** One line: sizes of a package, and of all that it needs. */
export function formatFootprint({ name, only, heavy }: Footprint, installed: Installed, packedBytes: number): string {
  const along = only === undefined ? `${installed.names.length} packages` : installed.names.join(", ");
  const parts = heavy.map((prefix) => `${prefix.replace(/\/$/, "")} ${formatBytes(installed.bytesOf(prefix))}`);
  const which = parts.length === 0 ? "" : `, of which ${parts.join(", ")}, none of it optional`;
  const own = installed.bytesOf(name);
  return `${name}: ${formatBytes(packedBytes)} packed, ${formatBytes(own)} unpacked; installed ${formatBytes(installed.bytes)}: ${along}${which}`;
}

function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
