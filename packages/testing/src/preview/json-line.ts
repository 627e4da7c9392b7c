import { PreviewError } from "./preview-error.ts";

/** A record as one line of JSON. Refuses what JSON cannot hold, by its path, rather than turning it into null. */
export function jsonLine(record: unknown, index: number): string {
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    throw invalid(`row ${index}`, "an object of fields and values", record);
  }
  return jsonText(record, `row ${index}`);
}

function jsonText(value: unknown, place: string): string {
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "bigint":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) throw invalid(place, "a finite number", value);
      return JSON.stringify(value);
    case "object":
      return value === null ? "null" : objectText(value, place);
    default:
      throw invalid(place, "a JSON value", value);
  }
}

function objectText(value: object, place: string): string {
  if (Array.isArray(value)) return `[${value.map((item, index) => jsonText(item, `${place}[${index}]`)).join(",")}]`;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw invalid(place, "a valid Date", value);
    return JSON.stringify(value);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw invalid(place, "a plain object", value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member, `${place}.${name}`)}`);
  return `{${members.join(",")}}`;
}

function invalid(place: string, expected: string, value: unknown): PreviewError {
  const received = typeof value === "object" && value !== null ? value.constructor?.name : String(value);
  return new PreviewError(`invalid ${place}: expected ${expected}, received ${received}`);
}
