import type { TimeUnit } from "../nodes.ts";
import type { TokenReader } from "./token-reader.ts";

const UNITS: Readonly<Record<TimeUnit, true>> = {
  MILLISECOND: true,
  SECOND: true,
  MINUTE: true,
  HOUR: true,
  DAY: true,
  WEEK: true,
  MONTH: true,
  QUARTER: true,
  YEAR: true,
  DECADE: true,
  CENTURY: true,
  MILLENNIUM: true,
  EPOCH: true,
  DOW: true,
  DOY: true,
  ISODOW: true,
  ISOYEAR: true,
};

const PLURALS = {
  SECONDS: "SECOND",
  MINUTES: "MINUTE",
  HOURS: "HOUR",
  DAYS: "DAY",
  WEEKS: "WEEK",
  MONTHS: "MONTH",
  QUARTERS: "QUARTER",
  YEARS: "YEAR",
} as const;

const DAYS_OF = { DAYOFWEEK: "DOW", DAYOFYEAR: "DOY" } as const;

const SQL_TSI = {
  SQL_TSI_SECOND: "SECOND",
  SQL_TSI_MINUTE: "MINUTE",
  SQL_TSI_HOUR: "HOUR",
  SQL_TSI_DAY: "DAY",
  SQL_TSI_WEEK: "WEEK",
  SQL_TSI_MONTH: "MONTH",
  SQL_TSI_QUARTER: "QUARTER",
  SQL_TSI_YEAR: "YEAR",
} as const;

/** The place of a unit: `INTERVAL '2' DAYS`, `EXTRACT(DAYOFWEEK FROM …)`, `TIMESTAMPADD(SQL_TSI_DAY, …)`, `FLOOR(… TO DAY)`. */
export type UnitPlace = "interval" | "extract" | "count" | "round";

/** Other names that Druid accepts for a unit, by place. */
const OTHER_WORDS: Readonly<Record<UnitPlace, Readonly<Partial<Record<string, TimeUnit>>>>> = {
  interval: PLURALS,
  extract: DAYS_OF,
  count: { ...DAYS_OF, ...SQL_TSI },
  round: {},
};

/** A unit of time, by its name in {@link TimeUnit}. */
export function parseUnit(reader: TokenReader, place: UnitPlace): TimeUnit {
  const token = reader.peek();
  const unit = token.kind !== "word" ? undefined : isUnit(token.upper) ? token.upper : OTHER_WORDS[place][token.upper];
  if (unit === undefined) {
    throw reader.fail({
      expected: "a unit of time (SECOND, MINUTE, HOUR, DAY …)",
      found: token.kind === "end" ? "end of input" : token.text,
    });
  }
  reader.take();
  return unit;
}

function isUnit(word: string): word is TimeUnit {
  return Object.hasOwn(UNITS, word);
}
