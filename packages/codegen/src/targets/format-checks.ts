/** Source text of a function that checks a format. */
export interface FormatHelper {
  readonly name: string;
  readonly text: string;
}

interface FormatCheck extends FormatHelper {
  /** Names of the helpers that it calls. */
  readonly needs?: readonly string[];
}

const PATH = "(?:[\\w.~!$&'()*+,;=:@-]|%[0-9a-f]{2})";
const AUTHORITY =
  "\\/?\\/(?:(?:[\\w.~!$&'()*+,;=:-]|%[0-9a-f]{2})*@)?(?:\\[(?:([0-9a-f:.]+)|v[0-9a-f]+\\.[\\w.~!$&'()*+,;=:-]+)\\]|(?:[\\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*)(?::\\d*)?";
const TAIL = "(?:\\?(?:[\\w.~!$&'()*+,;=:@\\/?-]|%[0-9a-f]{2})*)?(?:#(?:[\\w.~!$&'()*+,;=:@\\/?-]|%[0-9a-f]{2})*)?";
const ADDRESS = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

const LEAP_YEAR = "\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00";
const DAY_OF_MONTH =
  "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])";
const DAY = `(?:${LEAP_YEAR})-02-29|\\d{4}-(?:${DAY_OF_MONTH})`;

/** The checks of formats. They agree with ajv-formats, which follows the specifications referenced by JSON Schema. */
export const FORMAT_CHECKS: Readonly<Record<string, FormatCheck>> = {
  date: {
    name: "$isDate",
    text: `function $isDate(text) {
  return /^(?:${DAY})$/.test(text);
}`,
  },
  time: {
    name: "$isTime",
    text: `function $isTime(text) {
  const match = /^(\\d\\d):(\\d\\d):(\\d\\d(?:\\.\\d+)?)(?:z|([+-])(\\d\\d)(?::?(\\d\\d))?)$/i.exec(text);
  if (!match) return false;
  const [hours, minutes, seconds] = match.slice(1, 4).map(Number);
  const offset = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (offset[0] > 23 || offset[1] > 59) return false;
  if (hours <= 23 && minutes <= 59 && seconds < 60) return true;
  // A leap second is the last second of a day in UTC.
  const sign = match[4] === "-" ? -1 : 1;
  const utcMinutes = minutes - sign * offset[1];
  const utcHours = hours - sign * offset[0] - (utcMinutes < 0 ? 1 : 0);
  return (utcHours === 23 || utcHours === -1) && (utcMinutes === 59 || utcMinutes === -1) && seconds < 61;
}`,
  },
  "date-time": {
    name: "$isDateTime",
    needs: ["date", "time"],
    text: `function $isDateTime(text) {
  // A fast path for most strings.
  if (/^(?:${DAY})T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)$/.test(text)) return true;
  return /^.{10}[t\\s]/i.test(text) && $isDate(text.slice(0, 10)) && $isTime(text.slice(11));
}`,
  },
  duration: {
    name: "$isDuration",
    text: `function $isDuration(text) {
  return /^P(?!$)(?:(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?|(?:\\d+W)?)$/.test(text);
}`,
  },
  email: {
    name: "$isEmail",
    text: `function $isEmail(text) {
  return /^[\\w!#$%&'*+/=?^\`{|}~-]+(?:\\.[\\w!#$%&'*+/=?^\`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(text);
}`,
  },
  hostname: {
    name: "$isHostname",
    text: `function $isHostname(text) {
  return /^(?=.{1,253}\\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\\.?$/i.test(text);
}`,
  },
  ipv4: {
    name: "$isIpv4",
    text: `function $isIpv4(text) {
  return /^(?:${ADDRESS}\\.){3}${ADDRESS}$/.test(text);
}`,
  },
  ipv6: {
    name: "$isIpv6",
    needs: ["ipv4"],
    text: `function $isIpv6(text) {
  const last = text.slice(text.lastIndexOf(":") + 1);
  if (last.includes(".") && !$isIpv4(last)) return false;
  const halves = (last.includes(".") ? text.slice(0, -last.length) + "0:0" : text).split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const isFull = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length <= 7;
  return isFull && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}`,
  },
  uri: {
    name: "$isUri",
    needs: ["ipv6"],
    text: `function $isUri(text) {
  const match = /^[a-z][a-z0-9+.-]*:(?:${AUTHORITY}(?:\\/${PATH}*)*|\\/(?:${PATH}+(?:\\/${PATH}*)*)?|${PATH}+(?:\\/${PATH}*)*)${TAIL}$/i.exec(text);
  return match !== null && (match[1] === undefined || $isIpv6(match[1]));
}`,
  },
  "uri-reference": {
    name: "$isUriReference",
    needs: ["ipv6"],
    text: `function $isUriReference(text) {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:${AUTHORITY}(?:\\/${PATH}*)*|\\/(?:${PATH}+(?:\\/${PATH}*)*)?|${PATH}+(?:\\/${PATH}*)*)?${TAIL}$/i.exec(text);
  return match !== null && (match[1] === undefined || $isIpv6(match[1]));
}`,
  },
  uuid: {
    name: "$isUuid",
    text: `function $isUuid(text) {
  return /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}`,
  },
  byte: {
    name: "$isBase64",
    text: `function $isBase64(text) {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}`,
  },
  regex: {
    name: "$isRegex",
    text: `function $isRegex(text) {
  // An anchor in other dialects, but a literal letter in JavaScript.
  if (/[^\\\\]\\\\Z/.test(text)) return false;
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}`,
  },
  "json-pointer": {
    name: "$isJsonPointer",
    text: `function $isJsonPointer(text) {
  return /^(?:\\/(?:[^~/]|~0|~1)*)*$/.test(text);
}`,
  },
};
