import { parseArgs } from "node:util";
import { parseCount, parseNames, parsePeers } from "../option-values.ts";
import { PEER_NAMES, type PeerName } from "./subjects.ts";

export const SECTIONS = ["compile", "check", "watch", "memory"] as const;
export type Section = (typeof SECTIONS)[number];

export interface DefinitionsBenchOptions {
  readonly json: boolean;
  readonly help: boolean;
  /** How often everything is run; the median counts. */
  readonly runs: number;
  readonly peers: readonly PeerName[];
  readonly sections: readonly Section[];
  /** How many definitions the largest row has; the others have a tenth and a hundredth of it. */
  readonly size: number;
  /** Seconds that one run of one subject may take. */
  readonly limitSeconds: number;
}

export const HELP: string = `npm run bench:definitions -- [options]

  --json             end with one JSON object on a line of its own
  --runs N           how often each is run; the median counts (default 5)
  --peers LIST       all, none, or some of ${PEER_NAMES.join(",")} (default all)
  --sections LIST    some of ${SECTIONS.join(",")} (default all)
  --size N           definitions of the largest row (default 10000)
  --limit SECONDS    how long one run of a peer may take (default 120)
`;

/** Reads the command line of the bench. */
export function parseOptions(args: readonly string[]): DefinitionsBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      runs: { type: "string", default: "5" },
      peers: { type: "string", default: "all" },
      sections: { type: "string", default: SECTIONS.join(",") },
      size: { type: "string", default: "10000" },
      limit: { type: "string", default: "120" },
    },
  });
  return {
    json: values.json,
    help: values.help,
    runs: parseCount("runs", values.runs),
    peers: parsePeers(values.peers, PEER_NAMES),
    sections: parseNames("sections", values.sections, SECTIONS),
    size: parseCount("size", values.size),
    limitSeconds: parseCount("limit", values.limit),
  };
}
