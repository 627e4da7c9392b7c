import type { CallNode, CastType, ExprNode, UnitNode } from "../nodes.ts";
import { parseCastType } from "./parse-cast-type.ts";
import type { ExprReader } from "./parse-operators.ts";
import { parseUnit, type UnitPlace } from "./parse-unit.ts";
import type { Token } from "./tokens.ts";

type CallHead = Pick<CallNode, "function" | "args" | "distinct" | "returning">;

/** `name(…)`, with the forms that have words between their arguments. */
export function parseCall(reader: ExprReader): ExprNode {
  const name = reader.take();
  const opening = reader.take();
  if (name.upper === "CAST") return parseCast(reader, name, opening);
  if (name.upper === "TRY_CAST" || name.upper === "SAFE_CAST") {
    throw reader.refuse(name.upper, "write CAST(value AS type), which gives NULL for a text that is no number", name);
  }
  const head = parseHead(reader, name);
  reader.expect(")", opening);
  reader.parseCallSuffix();
  const filter = reader.at("FILTER") ? { filter: parseFilter(reader) } : {};
  const call: CallNode = { kind: "call", ...head, ...filter, span: reader.spanFrom(name) };
  return reader.at("OVER") ? reader.parseWindow(call, name) : call;
}

function parseHead(reader: ExprReader, name: Token): CallHead {
  switch (name.upper) {
    case "EXTRACT": {
      const unit = unitNode(reader, "extract");
      reader.expect("FROM");
      return { function: "EXTRACT", args: [unit, reader.parseExpression()] };
    }
    case "TIMESTAMPADD":
    case "TIMESTAMPDIFF": {
      const unit = unitNode(reader, "count");
      reader.expect(",");
      return { function: name.upper, args: [unit, ...parseArgs(reader)] };
    }
    case "FLOOR":
    case "CEIL":
    case "CEILING": {
      const args = parseArgs(reader);
      if (args.length !== 1 || !reader.eat("TO")) return { function: name.upper, args };
      return {
        function: name.upper === "FLOOR" ? "FLOOR_TIME" : "CEIL_TIME",
        args: [...args, unitNode(reader, "round")],
      };
    }
    case "POSITION": {
      const args = [reader.parseSum()];
      reader.expect("IN");
      args.push(reader.parseExpression());
      if (reader.eat("FROM")) args.push(reader.parseExpression());
      return { function: "POSITION", args };
    }
    case "TRIM":
      return parseTrim(reader);
    case "SUBSTRING":
      return parseSubstring(reader);
    case "JSON_OBJECT":
      return { function: "JSON_OBJECT", args: parsePairs(reader) };
    default:
      return parsePlain(reader, name);
  }
}

function parsePlain(reader: ExprReader, name: Token): CallHead {
  if (name.upper === "COUNT" && reader.at("*")) {
    const star = reader.take();
    return { function: "COUNT", args: [{ kind: "star", span: reader.spanFrom(star) }] };
  }
  if (name.upper === "FLOOR_TIME" || name.upper === "CEIL_TIME") {
    const form = name.upper.replace("_TIME", "");
    throw reader.refuse(`a function ${name.upper}`, `write ${form}(time TO unit)`, name);
  }
  // ALL is what a call without DISTINCT means.
  if (reader.at("ALL") && !reader.at("ALL", "(")) reader.eat("ALL");
  const distinct = reader.eat("DISTINCT") ? { distinct: true as const } : {};
  const args = parseArgs(reader);
  const returning = name.upper === "JSON_VALUE" && reader.eat("RETURNING") ? { returning: parseReturning(reader) } : {};
  return { function: name.upper, args, ...distinct, ...returning };
}

function parseReturning(reader: ExprReader): CastType {
  // Druid reads a size here and ignores it.
  return parseCastType(reader).type;
}

function parseArgs(reader: ExprReader): readonly ExprNode[] {
  const args: ExprNode[] = [];
  if (reader.at(")")) return args;
  do {
    args.push(reader.parseExpression());
    if (reader.at("=>")) throw reader.refuse("a named argument (=>)", "give arguments by their place");
    if (reader.at("ORDER", "BY")) reader.parseCallOrder();
  } while (reader.eat(","));
  return args;
}

function parseFilter(reader: ExprReader): ExprNode {
  reader.take();
  const opening = reader.expect("(");
  reader.expect("WHERE");
  const filter = reader.parseExpression();
  reader.expect(")", opening);
  return filter;
}

function parseCast(reader: ExprReader, name: Token, opening: Token): ExprNode {
  const operand = reader.parseExpression();
  reader.expect("AS");
  const type = parseCastType(reader);
  reader.expect(")", opening);
  return { kind: "cast", operand, ...type, span: reader.spanFrom(name) };
}

const TRIM_FUNCTIONS = { BOTH: "BTRIM", LEADING: "LTRIM", TRAILING: "RTRIM" } as const;

/** `TRIM([BOTH | LEADING | TRAILING] [characters] FROM text)`: without words it stays TRIM. */
function parseTrim(reader: ExprReader): CallHead {
  const side = (["BOTH", "LEADING", "TRAILING"] as const).find((word) => reader.eat(word));
  if (side === undefined && reader.at(")")) return { function: "TRIM", args: [] };
  if (side !== undefined && reader.eat("FROM"))
    return { function: TRIM_FUNCTIONS[side], args: [reader.parseExpression()] };
  const first = reader.parseExpression();
  if (reader.eat("FROM")) return { function: TRIM_FUNCTIONS[side ?? "BOTH"], args: [reader.parseExpression(), first] };
  if (side !== undefined) throw reader.unexpected("FROM");
  if (reader.at(",")) throw reader.refuse("a second argument of TRIM", "write BTRIM(text, characters)");
  return { function: "TRIM", args: [first] };
}

/** `SUBSTRING(text FROM start [FOR length])` is the same call as with commas. */
function parseSubstring(reader: ExprReader): CallHead {
  const args = [...parseArgs(reader)];
  if (args.length === 1 && reader.eat("FROM")) {
    args.push(reader.parseExpression());
    if (reader.eat("FOR")) args.push(reader.parseExpression());
  }
  return { function: "SUBSTRING", args };
}

/** `KEY k VALUE v`, `k VALUE v`, `k : v` or `k, v`. */
function parsePairs(reader: ExprReader): readonly ExprNode[] {
  const args: ExprNode[] = [];
  if (reader.at(")")) return args;
  do {
    reader.eat("KEY");
    args.push(reader.parseExpression());
    if (!reader.eat("VALUE") && !reader.eat(":") && !reader.eat(",")) throw reader.unexpected("VALUE");
    args.push(reader.parseExpression());
  } while (reader.eat(","));
  if (reader.at("NULL") || reader.at("ABSENT")) throw reader.refuse("a rule for NULL in JSON_OBJECT");
  return args;
}

function unitNode(reader: ExprReader, place: UnitPlace): UnitNode {
  const start = reader.peek();
  const unit = parseUnit(reader, place);
  return { kind: "unit", unit, span: reader.spanFrom(start) };
}
