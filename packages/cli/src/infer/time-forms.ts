const HOUR = "(?:[01]\\d|2[0-3])";
const MINUTE = "[0-5]\\d";

/** ISO 8601 as people write it: a day, alone or with a time. TIME_PARSE reads more, `2024` among it, which is seldom meant. */
const ISO = new RegExp(
  `^(\\d{4})-(\\d{2})-(\\d{2})(?:[T ]${HOUR}:${MINUTE}(?::${MINUTE}(?:[.,]\\d{1,9})?)?(?:Z|[+-]${HOUR}(?::?${MINUTE})?)?)?$`,
);

/** Whether a text is a time that TIME_PARSE reads. */
export function isTimeText(text: string): boolean {
  const found = ISO.exec(text);
  if (found === null) return false;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** How numbers count the time since 1970. */
export type EpochUnit = "seconds" | "millis" | "micros" | "nanos";

/** From 2000 to 2100, in seconds: a number outside is hardly the time of an event. */
const FIRST = 946_684_800;
const LAST = 4_102_444_800;
const PER_SECOND: readonly (readonly [EpochUnit, number])[] = [
  ["seconds", 1],
  ["millis", 1e3],
  ["micros", 1e6],
  ["nanos", 1e9],
];

/** A name that speaks of a time. Numbers of ten digits are as often something else. */
const TIME_NAME = /time|date|epoch|(?:^|_)ts$|^ts_|(?:_at|At|^at|^t)$|created|updated|expire/i;

/** The unit in which all numbers between two are times, and their name speaks of a time; undefined when there is none. */
export function epochUnit(name: string, least: number, greatest: number): EpochUnit | undefined {
  if (!TIME_NAME.test(name) || !(least <= greatest)) return undefined;
  return PER_SECOND.find(([, factor]) => least >= FIRST * factor && greatest <= LAST * factor)?.[0];
}

/** SQL that makes a time of numbers. */
export function epochSql(unit: EpochUnit, number: string): string {
  switch (unit) {
    case "seconds":
      return `MILLIS_TO_TIMESTAMP(${number} * 1000)`;
    case "millis":
      return `MILLIS_TO_TIMESTAMP(${number})`;
    case "micros":
      return `MILLIS_TO_TIMESTAMP(${number} / 1000)`;
    case "nanos":
      return `MILLIS_TO_TIMESTAMP(${number} / 1000000)`;
    default:
      throw new Error(`unexpected unit: ${JSON.stringify(unit satisfies never)}`);
  }
}
