import type { NormalisedDocument, NormalisedSchema } from "../../normalise/normalised-document.ts";
import { formatHelpers } from "../formats.ts";
import type { FormatMode } from "../target.ts";
import { type HelperName, printHelpers } from "./helpers.ts";
import { PlanConstants } from "./plan-constants.ts";
import { emitZod } from "./zod-expression.ts";
import type { ZodScope } from "./zod-scope.ts";

/** Options for printing components. */
export interface PrintOptions {
  /** The identifier of each component. */
  readonly names: ReadonlyMap<string, string>;
  /** `safe`: integers that JavaScript represents exactly; `any`: all numbers without a fraction, as in JSON Schema. */
  readonly integers: "safe" | "any";
  /** The mode of a format. */
  readonly formatMode: (format: string) => FormatMode;
  /** An expression that replaces a component. */
  readonly override: (component: string) => string | undefined;
}

/** A component as a constant whose schema is created on first use. */
export interface PrintedComponent {
  readonly component: string;
  /** `z` and the identifier of the component. */
  readonly constant: string;
  readonly expression: string;
}

/** All components as JavaScript, and the declarations they use. */
export interface PrintedComponents {
  /** Functions that the components call. */
  readonly before: readonly string[];
  readonly components: readonly PrintedComponent[];
  /** Constants that the components read. */
  readonly after: readonly string[];
}

/**
 * Prints the schemas of all components. Each is created on first use: creating all of a large document takes a
 * second, few programs need them all, and recursive ones have no valid order.
 */
export function printComponents(document: NormalisedDocument, options: PrintOptions): PrintedComponents {
  const overrides = new Map<string, string>();
  for (const component of document.schemas.keys()) {
    const text = options.override(component);
    if (text !== undefined) overrides.set(component, text);
  }
  const helpers = new Set<HelperName>();
  const formats = new Map<string, string>();
  const constants = new Map<NormalisedSchema, string>();
  const plans = new PlanConstants();
  const parts: string[] = [];
  const constantName = (component: string): string => `z${options.names.get(component) ?? component}`;
  const scope: ZodScope = {
    integers: options.integers,
    asserts: (format) => options.formatMode(format) === "assert",
    expressionOf: (schema, indent) => emitZod(schema, scope, indent),
    reference: constantName,
    schemaOf: (component) => (overrides.has(component) ? undefined : document.schemas.get(component)),
    helper(name) {
      helpers.add(name);
      return name;
    },
    formatCheck(format) {
      const known = formats.get(format);
      if (known !== undefined) return known;
      const name = formatHelpers([format]).at(-1)?.name ?? "";
      formats.set(format, name);
      return name;
    },
    constantOf: (schema) => constants.get(schema),
    toConstant(schema) {
      const known = constants.get(schema);
      if (known !== undefined) return known;
      const expression = emitZod(schema, scope);
      const name = `$part${constants.size + 1}`;
      constants.set(schema, name);
      parts.push(`const ${name} = ${lazy(expression)};`);
      return name;
    },
    planOf: (component, kind) => plans.planOf(component, kind, scope),
  };
  const components = [...document.schemas].map(([component, schema]): PrintedComponent => {
    const expression = lazy(overrides.get(component) ?? emitZod(schema, scope));
    return { component, constant: constantName(component), expression };
  });
  const checks = formatHelpers([...formats.keys()].sort()).map(({ text }) => text);
  return { before: [...printHelpers(helpers), ...checks], components, after: [...parts, ...plans.declarations()] };
}

/** The mark lets bundlers remove unused components. */
function lazy(expression: string): string {
  return `/* @__PURE__ */ z.lazy(() => ${expression})`;
}
