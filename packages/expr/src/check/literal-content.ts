import type { LiteralContent, NumberContent } from "../catalogue/function-entry.ts";
import type { LiteralNode } from "../nodes.ts";
import { strftimeAdvice } from "../time/strftime.ts";
import { parseTimePattern } from "../time/time-pattern.ts";
import { millisOfTimeText } from "../time/time-text.ts";
import { isPlannedZone } from "../time/time-zone.ts";
import { regexIssue } from "./regex-issue.ts";

/** What Druid expects of a literal argument while planning; undefined when the argument fits. */
export function expectedLiteral(content: LiteralContent, literal: LiteralNode): string | undefined {
  if (isNumberContent(content)) return literal.type === "BIGINT" ? expectedNumber(content, literal.value) : undefined;
  return literal.type === "VARCHAR" ? expectedText(content, literal.value) : undefined;
}

interface NumberRule {
  readonly least: bigint;
  readonly most?: bigint;
  readonly powerOfTwo?: true;
}

const NUMBER_CONTENTS: Readonly<Record<NumberContent, NumberRule>> = {
  /** ARRAY_AGG and its like refuse to gather less. */
  bytesOfList: { least: 10n },
  bytesOfText: { least: 0n },
  digitsShown: { least: 0n, most: 3n },
  groupNumber: { least: 0n, most: 2n ** 31n - 1n },
  hllSize: { least: 4n, most: 21n },
  quantilesSize: { least: 2n, most: 32768n, powerOfTwo: true },
  thetaSize: { least: 1n, powerOfTwo: true },
  tupleSize: { least: 16n, most: 2n ** 26n, powerOfTwo: true },
};

function isNumberContent(content: LiteralContent): content is NumberContent {
  return Object.hasOwn(NUMBER_CONTENTS, content);
}

function expectedNumber(content: NumberContent, value: bigint): string | undefined {
  const { least, most, powerOfTwo }: NumberRule = NUMBER_CONTENTS[content];
  const fits = value >= least && (most === undefined || value <= most);
  // A power of two has one bit.
  if (fits && (powerOfTwo === undefined || (value & (value - 1n)) === 0n)) return undefined;
  return `a ${powerOfTwo ? "power of two" : "whole number"} from ${least}${most === undefined ? "" : ` to ${most}`}`;
}

function expectedText(content: Exclude<LiteralContent, NumberContent>, text: string): string | undefined {
  switch (content) {
    case "regex": {
      const reason = regexIssue(text);
      return reason === undefined ? undefined : `a regular expression of Java (${reason})`;
    }
    case "jsonPath":
      return expectedJsonPath(text);
    case "period":
      return isPeriod(text) ? undefined : "an ISO 8601 period such as 'P1D' or 'PT1H'";
    case "floorPeriod":
      // Milliseconds are the smallest that counts.
      return isPeriod(text) && /[1-9]/.test(text.replace(/(\.\d{3})\d+/, "$1"))
        ? undefined
        : "an ISO 8601 period longer than nothing, such as 'P1D' or 'PT1H'";
    case "timePattern":
      return expectedTimePattern(text);
    case "zone":
      return isPlannedZone(text) ? undefined : "a time zone such as 'Europe/Paris' or '+02:00'";
    case "extractUnit":
      return EXTRACT_UNITS.has(text.toUpperCase()) ? undefined : `one of ${[...EXTRACT_UNITS].join(", ")}`;
    case "truncUnit":
      return TRUNC_UNITS.has(text.toUpperCase()) ? undefined : `one of ${[...TRUNC_UNITS].join(", ")}`;
    case "interval":
      return isInterval(text) ? undefined : "an ISO 8601 interval such as '2024-01-01/2024-02-01' or '2024-01-01/P1D'";
    case "base64":
      return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1 ? undefined : "base64";
    case "json":
      return isJson(text) ? undefined : "JSON";
    case "complexType":
      return COMPLEX_TYPES.has(text) ? undefined : `the name of a complex type: ${[...COMPLEX_TYPES].join(", ")}`;
    case "hllKind":
      return /^HLL_[468]$/.test(text) ? undefined : "one of HLL_4, HLL_6, HLL_8";
    case "subnet4":
      return isSubnet4(text) ? undefined : "a subnet such as '10.0.0.0/8'";
    case "subnet6":
      return isSubnet6(text) ? undefined : "a subnet such as '2001:db8::/32'";
    default:
      throw new Error(`unexpected content: ${content satisfies never}`);
  }
}

const EXTRACT_UNITS: ReadonlySet<string> = new Set(
  `EPOCH MILLISECOND SECOND MINUTE HOUR DAY DOW ISODOW DOY WEEK MONTH QUARTER YEAR ISOYEAR DECADE CENTURY MILLENNIUM`.split(
    " ",
  ),
);

/** As Druid spells them: thousandths in the plural only, the larger units in the singular only. */
const TRUNC_UNITS: ReadonlySet<string> = new Set(
  `MICROSECONDS MILLISECONDS SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR DECADE CENTURY MILLENNIUM`.split(" "),
);

/** Joda's: whole numbers in order of size, a sign before each number, only seconds with a fraction, no empty time. */
function isPeriod(text: string): boolean {
  const number = String.raw`[+-]?\d+`;
  const date = `(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?`;
  const time = String.raw`(?:${number}H)?(?:${number}M)?(?:[+-]?\d+(?:\.\d*)?S)?`;
  return new RegExp(`^P${date}(?:T(?=[+\\-\\d])${time})?$`, "i").test(text);
}

/** Of Druid 33 with its sketch extensions. */
const COMPLEX_TYPES: ReadonlySet<string> = new Set(
  `json hyperUnique preComputedHyperUnique HLLSketch HLLSketchBuild HLLSketchMerge thetaSketch thetaSketchBuild thetaSketchMerge
  quantilesDoublesSketch arrayOfDoublesSketch KllDoublesSketch KllFloatsSketch variance serializablePairLongString
  serializablePairLongLong serializablePairLongDouble serializablePairLongFloat approximateHistogram fixedBucketsHistogram
  bloom tDigestSketch Bitmap64ExactCount momentSketch`.split(/\s+/),
);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function expectedTimePattern(pattern: string): string | undefined {
  const read = parseTimePattern(pattern);
  if ("parts" in read) return undefined;
  const advice = strftimeAdvice(pattern);
  return `a pattern of Joda such as 'yyyy-MM-dd' (${advice ?? read.error.reason})`;
}

function expectedJsonPath(path: string): string | undefined {
  if (path === "" || path === "$") return undefined;
  if (!path.startsWith("$")) return "a JSONPath that starts with '$'";
  const rest = path.slice(1);
  if (!rest.startsWith(".") && !rest.startsWith("[")) return "a JSONPath whose parts follow '.' or are in '[ ]'";
  for (let open = rest.indexOf("["); open >= 0; ) {
    const close = rest.indexOf("]", open);
    if (close < 0) break;
    const inside = rest.slice(open + 1, close);
    if (!/^-?\d+$/.test(inside) && !/^'.*'$/.test(inside)) {
      return "a JSONPath whose '[ ]' hold a whole number or a name in single quotes";
    }
    open = rest.indexOf("[", close);
  }
  return /\.\.|\[\]/.test(rest) ? "a JSONPath without empty parts" : undefined;
}

function isInterval(text: string): boolean {
  const parts = text.split("/");
  const [start, end] = parts;
  if (parts.length !== 2 || start === undefined || end === undefined) return false;
  const [fromPeriod, toPeriod] = [isPeriod(start), isPeriod(end)];
  const [from, to] = [millisOfTimeText(start, "T"), millisOfTimeText(end, "T")];
  if (fromPeriod || toPeriod) return fromPeriod !== toPeriod && (fromPeriod ? to : from) !== undefined;
  return from !== undefined && to !== undefined && from <= to;
}

function isSubnet4(text: string): boolean {
  const [address, prefix, more] = text.split("/");
  if (address === undefined || prefix === undefined || more !== undefined || !isAddress4(address)) return false;
  return isAddress4(prefix) || (/^\d{1,2}$/.test(prefix) && Number(prefix) <= 32);
}

function isAddress4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isSubnet6(text: string): boolean {
  const [address, prefix, more] = text.split("/");
  if (address === undefined || prefix === undefined || more !== undefined) return false;
  return isAddress6(address.replace(/%.*$/, "")) && /^\d{1,3}$/.test(prefix) && Number(prefix) <= 128;
}

function isAddress6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1);
  const mapped = last !== undefined && isAddress4(last) ? 1 : 0;
  const plain = mapped === 1 ? groups.slice(0, -1) : groups;
  const size = plain.length + 2 * mapped;
  return plain.every((group) => /^[\da-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? size < 8 : size === 8);
}
