import type { Cell } from "@starfix/engine";
import type { SqlType } from "@starfix/expr";

/** A cell as JSON: integers with all their digits, doubles with a point as Java writes them, what is no number quoted. */
export function cellJson(cell: Cell, type: SqlType): string {
  if (typeof cell === "bigint") return String(cell);
  if (typeof cell === "number") return numberText(cell, type, '"');
  if (cell !== null && typeof cell === "object") {
    return `[${cell.map((item) => cellJson(item, itemType(type))).join(",")}]`;
  }
  return JSON.stringify(cell);
}

/** A cell in a line of CSV: null is empty, text is quoted only where it must be. */
export function cellCsv(cell: Cell, type: SqlType): string {
  if (cell === null) return "";
  if (typeof cell === "number") return numberText(cell, type, "");
  return csvText(typeof cell === "object" ? cellJson(cell, type) : String(cell));
}

/** Text in a line of CSV. */
export function csvText(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function numberText(value: number, type: SqlType, quote: string): string {
  if (!Number.isFinite(value)) return `${quote}${value}${quote}`;
  const text = type === "FLOAT" ? shortestFloat(value) : Object.is(value, -0) ? "-0" : String(value);
  return (type === "DOUBLE" || type === "FLOAT") && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The fewest digits that name this 32-bit number: 0.1, not 0.10000000149011612. */
function shortestFloat(value: number): string {
  for (let digits = 1; digits <= 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return Object.is(value, -0) ? "-0" : String(Number(text));
  }
  return String(value);
}

function itemType(type: SqlType): SqlType {
  switch (type) {
    case "DOUBLE ARRAY":
      return "DOUBLE";
    case "FLOAT ARRAY":
      return "FLOAT";
    default:
      return "OTHER";
  }
}
