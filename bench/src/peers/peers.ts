import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BENCH } from "../paths.ts";

/** A generator that ours is measured against. Its version is pinned in `bench/package.json`. */
export interface Peer {
  readonly name: PeerName;
  /** What it emits, for the reader of a figure. */
  readonly emits: string;
  /** Arguments of Node that generate into a folder, and what they need in the environment. */
  command(
    document: string,
    out: string,
  ): { readonly args: readonly string[]; readonly env?: Readonly<Record<string, string>> };
  /** The files that a consumer imports, in the folder; absent where checking them is not measured. */
  readonly modules?: readonly string[];
  /** The file of the schema that an operation `getItem` answers with, of component `Item`, and its export. */
  schemaOf?(component: string): { readonly file: string; readonly name: string };
}

export const PEER_NAMES = ["openapi-typescript", "hey-api", "orval", "kubb"] as const;
export type PeerName = (typeof PEER_NAMES)[number];

export const PEERS: readonly Peer[] = [
  {
    name: "openapi-typescript",
    emits: "types",
    command: (document, out) => ({
      args: [binary("openapi-typescript", "openapi-typescript"), document, "-o", join(out, "types.ts")],
    }),
    modules: ["types.ts"],
  },
  {
    name: "hey-api",
    emits: "types + zod",
    command: (document, out) => ({
      args: [
        binary("@hey-api/openapi-ts", "openapi-ts"),
        ...["-i", document, "-o", out, "-p", "@hey-api/typescript", "zod", "-s", "--no-log-file"],
      ],
    }),
    modules: ["types.gen.ts", "zod.gen.ts"],
    schemaOf: (component) => ({ file: "zod.gen.ts", name: `z${component}` }),
  },
  {
    name: "orval",
    emits: "zod of operations",
    command: (document, out) => ({
      args: [binary("orval", "orval"), "-i", document, "-o", join(out, "zod.ts"), "--client", "zod"],
    }),
    schemaOf: (component) => ({ file: "zod.ts", name: `get${component}Response` }),
  },
  {
    name: "kubb",
    emits: "types + zod",
    command: (document, out) => ({
      args: [
        binary("@kubb/cli", "kubb"),
        ...["generate", "--config", fileURLToPath(new URL("./kubb.config.mjs", import.meta.url))],
      ],
      env: { BENCH_DOCUMENT: document, BENCH_OUT: out },
    }),
    schemaOf: (component) => {
      const name = `${component.charAt(0).toLowerCase()}${component.slice(1)}Schema`;
      return { file: `zod/${name}.ts`, name };
    },
  },
];

/** The script behind a command of an installed peer: started without a shell or a package manager in between. */
export function binary(packageName: string, command: string): string {
  const folder = join(BENCH, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const script: unknown = typeof bin === "string" ? bin : bin?.[command];
  if (typeof script !== "string")
    throw new Error(`expected ${packageName} to have a command ${command}, received none`);
  return join(folder, script);
}
