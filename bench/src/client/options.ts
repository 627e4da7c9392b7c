import { parseArgs } from "node:util";
import { parseCount, parseNames, parsePeers } from "../option-values.ts";
import { PEER_NAMES, type PeerName } from "./subjects.ts";

export const SECTIONS = ["size", "types", "requests"] as const;
export type Section = (typeof SECTIONS)[number];

export interface ClientBenchOptions {
  readonly json: boolean;
  readonly help: boolean;
  /** Requests of each subject, one after the other, and again 64 at a time. */
  readonly requests: number;
  readonly peers: readonly PeerName[];
  readonly sections: readonly Section[];
}

export const HELP: string = `npm run bench:client -- [options]

  --json             end with one JSON object on a line of its own
  --requests N       requests of each subject, in turn, and again 64 at a time (default 5000)
  --peers LIST       all, none, or some of ${PEER_NAMES.join(",")} (default all)
  --sections LIST    some of ${SECTIONS.join(",")} (default all)
`;

/** Reads the command line of the bench. */
export function parseOptions(args: readonly string[]): ClientBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      requests: { type: "string", default: "5000" },
      peers: { type: "string", default: "all" },
      sections: { type: "string", default: SECTIONS.join(",") },
    },
  });
  return {
    json: values.json,
    help: values.help,
    requests: parseCount("requests", values.requests),
    peers: parsePeers(values.peers, PEER_NAMES),
    sections: parseNames("sections", values.sections, SECTIONS),
  };
}
