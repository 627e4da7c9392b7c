import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isPlannedZone, isTimeZone } from "./time-zone.ts";

/** Every zone and every link of the tz database that Joda is built with, old names too. */
const names: readonly string[] = JSON.parse(
  readFileSync(new URL("../../fixtures/joda-zones.json", import.meta.url), "utf8"),
);

test("every name that Joda knows is a time zone", () => {
  expect(names.length).toBeGreaterThan(590);
  expect(names.filter((name) => !isTimeZone(name) || !isPlannedZone(name))).toEqual([]);
});

test("a name in another case is none, but for those of UTC", () => {
  const others = names.flatMap((name) => [
    name.toLowerCase(),
    name.toUpperCase(),
    name.replace(/\/[A-Z]/, (text) => text.toLowerCase()),
  ]);
  const known = new Set(names);
  expect([...new Set(others)].filter((name) => !known.has(name) && isTimeZone(name))).toEqual(["gmt", "utc"]);
});

test.each(["Z", "UTC", "UT", "+02", "+0530", "-08:00", "UTC+2", "GMT+02:00", "GMT-8", "UTC+0530", "PST", "IST", "CST"])(
  "%s is a time zone",
  (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  },
);

test.each([
  "Europe/Pariss",
  "Bogus/Zone",
  "Paris",
  "europe/paris",
  "",
  "+2",
  "2",
  "+25:00",
  "local",
  "CEST",
  "GMT+2:00:00",
  "UTC 2",
])("%j is none", (zone) => {
  expect(isTimeZone(zone)).toBe(false);
});
