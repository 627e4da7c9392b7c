import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { quote } from "../zod/js-literal.ts";
import { isReadByZod } from "../zod/zod-union.ts";
import { block, type Check, indented, rejectUnless } from "./checks.ts";
import { any, type Condition, call, printCondition } from "./condition.ts";
import type { Frame } from "./guard-scope.ts";
import { accessTo } from "./object-checks.ts";
import { conditionOf } from "./subschema-checks.ts";

export function unionChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const { anyOf, discriminator, oneOf } = schema;
  const chosen = discriminator === undefined ? undefined : (oneOf ?? anyOf);
  const checks: Check[] = [];
  if (chosen && discriminator) checks.push(...discriminatedChecks(chosen, discriminator, value, frame));
  if (oneOf && oneOf !== chosen) checks.push(...oneOfChecks(oneOf, value, frame));
  if (anyOf && anyOf !== chosen) checks.push(any(anyOf.map((member) => conditionOf(member, value, frame))));
  return checks;
}

function oneOfChecks(members: readonly NormalisedSchema[], value: string, frame: Frame): Check[] {
  const conditions = members.map((member) => conditionOf(member, value, frame));
  const [only, ...others] = conditions;
  if (only && others.length === 0) return [only];
  const count = frame.locals.take("count");
  const lines = [
    `let ${count} = 0;`,
    ...conditions.map((condition) => `if (${printCondition(condition)}) ${count}++;`),
  ];
  return [block([...lines, `if (${count} !== 1) return false;`], [...lines, `return ${count} === 1;`])];
}

/** Selects the member by its literal. Each member checks its literal again. */
function discriminatedChecks(
  members: readonly NormalisedSchema[],
  discriminator: NonNullable<NormalisedSchema["discriminator"]>,
  value: string,
  frame: Frame,
): Check[] {
  const { mapping, propertyName } = discriminator;
  const places = new Map(members.map((member, index) => [member.$ref, index]));
  const cases = new Map<number, string[]>();
  for (const [literal, target] of Object.entries(mapping)) {
    const index = typeof target === "number" ? target : (places.get(target) ?? -1);
    cases.set(index, [...(cases.get(index) ?? []), literal]);
  }
  const chosen = [...cases].flatMap(([index, literals]) => {
    const member = members[index];
    return member ? [{ literals, condition: conditionOf(member, value, frame) }] : [];
  });
  const isObject = call(frame.scope.helper("$isObject"), value);
  const isOwn = isReadByZod(members, discriminator, frame.scope)
    ? []
    : [call("Object.hasOwn", value, quote(propertyName))];
  const print = (body: (condition: Condition) => readonly string[]): string[] => [
    `switch (${accessTo(value, propertyName)}) {`,
    ...indented([
      ...chosen.flatMap(({ literals, condition }) => [
        ...literals.map((literal) => `case ${quote(literal)}:`),
        ...indented(body(condition)),
      ]),
      "default:",
      "  return false;",
    ]),
    "}",
  ];
  return [
    isObject,
    ...isOwn,
    block(
      print((condition) => [...rejectUnless(condition), "break;"]),
      print((condition) => [`return ${printCondition(condition)};`]),
    ),
  ];
}
