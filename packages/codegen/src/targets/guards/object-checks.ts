import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { planBefore } from "../zod/evaluation-plan.ts";
import { quote } from "../zod/js-literal.ts";
import { isNever } from "../zod/schema-facts.ts";
import { isPlainShape, propertiesOf, restOf } from "../zod/zod-object.ts";
import { block, type Check, indented, onlyIf, rejectingStatements, rejectUnless, under } from "./checks.ts";
import { all, any, type Condition, call, fact, NEVER, not } from "./condition.ts";
import type { Frame } from "./guard-scope.ts";
import { rejectsUndefined } from "./rejects-undefined.ts";
import { functionOf, memberChecks } from "./subschema-checks.ts";

export function objectChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const isPlain = isPlainShape(schema);
  const checks = isPlain ? plainObjectChecks(schema, value, frame) : ownPropertyChecks(schema, value, frame);
  return [...checks, ...keywordChecks(schema, value, isPlain, frame)];
}

/** The same as zod's own objects: inherited properties count, and an own `__proto__` is ignored. */
function plainObjectChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const { scope } = frame;
  const properties = propertiesOf(schema);
  const rest = restOf(schema);
  if (typeof rest === "object" && properties.length === 0) {
    return [call(scope.helper("$isRecord"), value), ...recordChecks(rest, value, frame)];
  }
  const checks: Check[] = [call(scope.helper("$isObject"), value)];
  for (const [name, member, isRequired] of properties) {
    const access = accessTo(value, name);
    const isThere = isIn(name, value);
    const nested = memberChecks(member, access, name, frame);
    if (!isRequired) checks.push(...onlyIf(isThere, nested));
    else checks.push(...(rejectsUndefined(member, scope) ? [] : [isThere]), ...nested);
  }
  const names = properties.map(([name]) => name);
  if (rest === false) checks.push(block(rejectOthers(names, value, frame)));
  else if (rest) checks.push(...otherPropertyChecks(rest, [...names, "__proto__"], value, frame));
  return checks;
}

function recordChecks(rest: NormalisedSchema, value: string, frame: Frame): Check[] {
  const key = frame.locals.take("key");
  const lines = rejectingStatements(memberChecks(rest, `${value}[${key}]`, "member", frame));
  frame.locals.release(key);
  if (lines.length === 0) return [];
  const passOver = `if (${key} === "__proto__" || !Object.hasOwn(${value}, ${key})) continue;`;
  return [block(under(`for (const ${key} in ${value})`, [passOver, ...lines]))];
}

function rejectOthers(names: readonly string[], value: string, frame: Frame): string[] {
  const key = frame.locals.take("key");
  frame.locals.release(key);
  const head = `for (const ${key} in ${value})`;
  if (names.length === 0) return [`${head} return false;`];
  const cases = names.map((name) => `    case ${quote(name)}:`);
  return [
    `${head} {`,
    `  switch (${key}) {`,
    ...cases,
    "      continue;",
    "    default:",
    "      return false;",
    "  }",
    "}",
  ];
}

function otherPropertyChecks(rest: NormalisedSchema, names: readonly string[], value: string, frame: Frame): Check[] {
  const key = frame.locals.take("key");
  const lines = rejectingStatements(memberChecks(rest, `${value}[${key}]`, "member", frame));
  frame.locals.release(key);
  if (lines.length === 0) return [];
  return [block(under(`for (const ${key} in ${value})`, [...passOver(key, names), ...lines]))];
}

function passOver(key: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`switch (${key}) {`, ...names.map((name) => `  case ${quote(name)}:`), "    continue;", "}"];
}

/** The checks of an object whose own properties alone count. */
function ownPropertyChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const properties = propertiesOf(schema);
  const checks: Check[] = [call(frame.scope.helper("$isObject"), value)];
  for (const [name, member, isRequired] of properties) {
    const isOwn = call("Object.hasOwn", value, quote(name));
    const nested = memberChecks(member, accessTo(value, name), name, frame);
    if (isRequired) checks.push(isOwn, ...nested);
    else checks.push(...onlyIf(isOwn, nested));
  }
  const lines = rejectPatterns(
    schema,
    properties.map(([name]) => name),
    value,
    frame,
  );
  return lines.length === 0 ? checks : [...checks, block(lines)];
}

function rejectPatterns(schema: NormalisedSchema, names: readonly string[], value: string, frame: Frame): string[] {
  const patterns = Object.entries(schema.patternProperties ?? {});
  const key = frame.locals.take("key");
  const access = `${value}[${key}]`;
  const refuse = (member: NormalisedSchema): string[] =>
    rejectingStatements(memberChecks(member, access, "member", frame));
  const rest = restOf(schema);
  const others = rest === undefined ? [] : rest === false ? ["return false;"] : refuse(rest);
  // A property that matches a pattern is not an additional property.
  const flag = others.length > 0 && patterns.length > 0 ? frame.locals.take("other") : undefined;
  const lines = patterns.flatMap(([pattern, member]) => {
    const found = [...(flag === undefined ? [] : [`${flag} = false;`]), ...refuse(member)];
    return found.length === 0 ? [] : under(`if (${frame.scope.pattern(pattern)}.test(${key}))`, found);
  });
  if (lines.length === 0 && others.length === 0) return [];
  return [
    `for (const ${key} in ${value}) {`,
    ...indented([
      `if (!Object.hasOwn(${value}, ${key})) continue;`,
      ...(flag === undefined ? [] : [`let ${flag} = true;`]),
      ...lines,
      ...(others.length === 0 ? [] : passOver(key, names)),
      ...(flag === undefined ? others : under(`if (${flag})`, others)),
    ]),
    "}",
  ];
}

function keywordChecks(schema: NormalisedSchema, value: string, isPlain: boolean, frame: Frame): Check[] {
  const { dependentRequired = {}, dependentSchemas = {}, properties = {} } = schema;
  const checks = [...countChecks(schema, value, isPlain, frame), ...nameChecks(schema, value, isPlain, frame)];
  const isNamed = (name: string): boolean => isPlain && Object.hasOwn(properties, name);
  const isThere = (name: string): Condition =>
    isNamed(name) ? isIn(name, value) : call("Object.hasOwn", value, quote(name));
  const isSeen = (name: string): boolean => !(isPlain && name === "__proto__");
  for (const [name, others] of Object.entries(dependentRequired)) {
    if (isSeen(name) && others.length > 0)
      checks.push(any([not(isThere(name)), all(others.map((other) => (isSeen(other) ? isThere(other) : NEVER)))]));
  }
  for (const [name, member] of Object.entries(dependentSchemas)) {
    if (isSeen(name)) checks.push(...onlyIf(isThere(name), frame.scope.checksOf(member, value, frame)));
  }
  return [...checks, ...unevaluatedPropertyChecks(schema, value, isPlain, frame)];
}

/** The head of a loop over the keys of a value, without those that zod's own objects ignore. */
function eachKey(key: string, value: string, isPlain: boolean): string {
  const isSeen = isPlain ? `${key} !== "__proto__"` : `Object.hasOwn(${value}, ${key})`;
  return `for (const ${key} in ${value}) if (${isSeen})`;
}

function countChecks(schema: NormalisedSchema, value: string, isPlain: boolean, frame: Frame): Check[] {
  const { maxProperties, minProperties } = schema;
  if (minProperties === undefined && maxProperties === undefined) return [];
  const count = frame.locals.take("count");
  const key = frame.locals.take("key");
  const limits = [
    ...(minProperties === undefined ? [] : [fact(`${count} >= ${minProperties}`, `${count} < ${minProperties}`)]),
    ...(maxProperties === undefined ? [] : [fact(`${count} <= ${maxProperties}`, `${count} > ${maxProperties}`)]),
  ];
  return [block([`let ${count} = 0;`, `${eachKey(key, value, isPlain)} ${count}++;`, ...rejectUnless(all(limits))])];
}

function nameChecks(schema: NormalisedSchema, value: string, isPlain: boolean, frame: Frame): Check[] {
  if (!schema.propertyNames) return [];
  const key = frame.locals.take("key");
  const lines = rejectingStatements(frame.scope.checksOf(schema.propertyNames, key, frame));
  return lines.length === 0 ? [] : [block(under(eachKey(key, value, isPlain), lines))];
}

function unevaluatedPropertyChecks(schema: NormalisedSchema, value: string, isPlain: boolean, frame: Frame): Check[] {
  const rest = schema.unevaluatedProperties;
  if (rest === undefined) return [];
  const plan = planBefore(schema, "unevaluatedProperties", frame.scope);
  if (plan === undefined) return [];
  const others = rest === false || isNever(rest) ? (isPlain ? ["undefined"] : []) : [functionOf(rest, frame)];
  const ignored = isPlain ? [quote("__proto__")] : [];
  return [call(frame.scope.helper("$unevaluated"), value, frame.scope.toPlan(plan), ...others, ...ignored)];
}

function isIn(name: string, value: string): Condition {
  return fact(`${quote(name)} in ${value}`, `!(${quote(name)} in ${value})`);
}

export function accessTo(value: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${value}.${name}` : `${value}[${quote(name)}]`;
}
