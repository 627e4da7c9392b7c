import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseCount, parseNames, parsePeers } from "../option-values.ts";
import { ROOT } from "../paths.ts";
import { PEER_NAMES, type PeerName } from "../peers/peers.ts";

export const SECTIONS = ["wall", "linear", "check", "second-run", "parse", "compile-schema"] as const;
export type Section = (typeof SECTIONS)[number];

export interface BenchOptions {
  readonly json: boolean;
  readonly help: boolean;
  /** How often ours is run; the median counts. */
  readonly runs: number;
  readonly peers: readonly PeerName[];
  /** Names of documents in `specs`, without what they end in. */
  readonly documents: readonly string[];
  readonly specs: string;
  /** Seconds that one run of one tool may take. */
  readonly limitSeconds: number;
  readonly sections: readonly Section[];
  /** Name or path of a document to profile instead of measuring. */
  readonly profile?: string;
  readonly targets: string;
}

export const HELP: string = `npm run bench:codegen -- [options]

  --json             end with one JSON object on a line of its own
  --runs N           how often ours is run; the median counts (default 3)
  --peers LIST       all, none, or some of ${PEER_NAMES.join(",")} (default all)
  --documents LIST   names of documents in the folder of specs (default stripe,github)
  --specs DIR        folder of documents (default $STARFIX_SPECS, else ../shared/specs beside the repository)
  --sections LIST    some of ${SECTIONS.join(",")} (default all)
  --limit SECONDS    how long one run of a peer may take (default 180)
  --profile DOC      no figures: where the time of one run on DOC goes
  --targets LIST     what ours emits (default types,zod,json-schema)

A document that is not there is skipped, and the run says so; a synthetic one is always measured.
`;

/** Reads the command line of the bench. */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      runs: { type: "string", default: "3" },
      peers: { type: "string", default: "all" },
      documents: { type: "string", default: "stripe,github" },
      specs: { type: "string", default: env.STARFIX_SPECS ?? resolve(ROOT, "../shared/specs") },
      sections: { type: "string", default: SECTIONS.join(",") },
      limit: { type: "string", default: "180" },
      profile: { type: "string" },
      targets: { type: "string", default: "types,zod,json-schema" },
    },
  });
  return {
    json: values.json,
    help: values.help,
    runs: parseCount("runs", values.runs),
    peers: parsePeers(values.peers, PEER_NAMES),
    documents: values.documents.split(",").filter((name) => name !== ""),
    specs: resolve(values.specs),
    limitSeconds: parseCount("limit", values.limit),
    sections: parseNames("sections", values.sections, SECTIONS),
    ...(values.profile === undefined ? {} : { profile: values.profile }),
    targets: values.targets,
  };
}
