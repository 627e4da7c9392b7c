import type { NormalisedDocument, NormalisedSchema, SchemaType } from "../../normalise/normalised-document.ts";
import { formatHelpers } from "../formats.ts";
import type { FormatMode } from "../target.ts";
import { regExpText } from "../zod/js-literal.ts";
import { PlanConstants } from "../zod/plan-constants.ts";
import { keywordsOf } from "../zod/schema-facts.ts";
import { indented, returningStatements } from "./checks.ts";
import { type GuardHelperName, printGuardHelpers } from "./guard-helpers.ts";
import type { GuardScope } from "./guard-scope.ts";
import { Locals } from "./locals.ts";
import { schemaChecks } from "./schema-checks.ts";

/** How guards are printed. */
export interface GuardPrintOptions {
  /** The identifier of each component. */
  readonly names: ReadonlyMap<string, string>;
  /** `safe`: integers that JavaScript represents exactly; `any`: all numbers without a fraction, as in JSON Schema. */
  readonly integers: "safe" | "any";
  /** The mode of a format. */
  readonly formatMode: (format: string) => FormatMode;
  /** The body of the guard of a component with an override. */
  readonly override: (component: string) => string | undefined;
}

/** The guards, and the declarations they use. */
export interface PrintedGuards {
  /** Constants and functions that the guards use. */
  readonly before: readonly string[];
  readonly guards: readonly { readonly component: string; readonly name: string; readonly text: string }[];
}

/** Prints a guard for each component that accepts the same values as its zod schema. */
export function printGuards(document: NormalisedDocument, options: GuardPrintOptions): PrintedGuards {
  const overrides = new Map<string, string>();
  for (const component of document.schemas.keys()) {
    const text = options.override(component);
    if (text !== undefined) overrides.set(component, text);
  }
  const helpers = new Set<GuardHelperName>();
  const formats = new Set<string>();
  const patterns = new Map<string, string>();
  const parts = new Map<NormalisedSchema, string>();
  const partTexts: string[] = [];
  const plans = new PlanConstants();
  const ownPlans = new Map<string, string>();
  const narrowed = new Map<NormalisedSchema, Map<SchemaType, NormalisedSchema>>();
  const guardName = (component: string): string => `is${options.names.get(component) ?? component}`;
  const scope: GuardScope = {
    integers: options.integers,
    asserts: (format) => options.formatMode(format) === "assert",
    checksOf: schemaChecks,
    reference: guardName,
    schemaOf: (component) => (overrides.has(component) ? undefined : document.schemas.get(component)),
    helper(name) {
      helpers.add(name);
      return name;
    },
    formatCheck(format) {
      formats.add(format);
      return formatHelpers([format]).at(-1)?.name ?? "";
    },
    pattern: (source) => numbered(patterns, source, "$pattern"),
    constantOf: (schema) => parts.get(schema),
    toConstant(schema) {
      const known = parts.get(schema);
      if (known !== undefined) return known;
      const lines = bodyOf(schema, scope);
      const name = `$part${parts.size + 1}`;
      parts.set(schema, name);
      partTexts.push(functionText(name, lines));
      return name;
    },
    planOf: (component, kind) => plans.planOf(component, kind, scope),
    toPlan: (text) => numbered(ownPlans, text, "$evaluation"),
    narrowed(schema, type) {
      const types = narrowed.get(schema) ?? new Map<SchemaType, NormalisedSchema>();
      narrowed.set(schema, types);
      const known = types.get(type) ?? keywordsOf(schema, type);
      types.set(type, known);
      return known;
    },
  };
  const guards = [...document.schemas].map(([component, schema]) => {
    const name = guardName(component);
    const override = overrides.get(component);
    return {
      component,
      name,
      text: functionText(name, override === undefined ? bodyOf(schema, scope) : [override]),
    };
  });
  const constants = [
    ...[...patterns].map(([source, name]) => `const ${name} = /* @__PURE__ */ ${regExpText(source)};`),
    ...[...plans.texts(), ...[...ownPlans].map(([text, name]) => [name, text] as const)].map(
      // The mark lets bundlers remove an unused constant.
      ([name, text]) => `const ${name} = /* @__PURE__ */ (() => (${text}))();`,
    ),
  ];
  const checks = formatHelpers([...formats].sort()).map(({ text }) => text);
  return { before: [...constants, ...printGuardHelpers(helpers), ...checks, ...partTexts], guards };
}

function numbered(names: Map<string, string>, text: string, prefix: string): string {
  const name = names.get(text) ?? `${prefix}${names.size + 1}`;
  names.set(text, name);
  return name;
}

function bodyOf(schema: NormalisedSchema, scope: GuardScope): string[] {
  const parameter = "value";
  return returningStatements(schemaChecks(schema, parameter, { scope, locals: new Locals(parameter) }));
}

function functionText(name: string, lines: readonly string[]): string {
  return [`function ${name}(value) {`, ...indented(lines), "}"].join("\n");
}
