import { parseArgs } from "node:util";
import { parseCount, parseNames } from "../option-values.ts";

export const SECTIONS = ["start", "ingest", "requests", "memory"] as const;
export type Section = (typeof SECTIONS)[number];

export interface ServerBenchOptions {
  readonly json: boolean;
  readonly help: boolean;
  /** How often each is run; the median counts. */
  readonly runs: number;
  readonly sections: readonly Section[];
  /** Records of the objects that are ingested; the memory row has ten times as many. */
  readonly rows: number;
  /** GETs of the request rows. */
  readonly requests: number;
}

export const HELP: string = `npm run bench:server -- [options]

  --json             end with one JSON object on a line of its own
  --runs N           how often each is run; the median counts (default 3)
  --sections LIST    some of ${SECTIONS.join(",")} (default all)
  --rows N           records of an ingested object; the memory row has ten times as many (default 500000)
  --requests N       GETs while a job runs (default 10000)
`;

/** Reads the command line of the bench. */
export function parseOptions(args: readonly string[]): ServerBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      runs: { type: "string", default: "3" },
      sections: { type: "string", default: SECTIONS.join(",") },
      rows: { type: "string", default: "500000" },
      requests: { type: "string", default: "10000" },
    },
  });
  return {
    json: values.json,
    help: values.help,
    runs: parseCount("runs", values.runs),
    sections: parseNames("sections", values.sections, SECTIONS),
    rows: parseCount("rows", values.rows),
    requests: parseCount("requests", values.requests),
  };
}
