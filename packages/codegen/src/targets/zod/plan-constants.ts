import { emitPlan, type PlanScope } from "./evaluation-plan.ts";
import type { PlanKind, ZodScope } from "./zod-scope.ts";

interface Plan {
  readonly name: string | undefined;
  /** Whether it was requested while it was being built. */
  isWanted: boolean;
}

/** The evaluation plans of components as constants of the file, built on demand. */
export class PlanConstants {
  readonly #plans = new Map<string, Plan>();
  readonly #texts: (readonly [name: string, text: string])[] = [];

  /** The name and value of each constant. */
  texts(): readonly (readonly [name: string, text: string])[] {
    return this.#texts;
  }

  declarations(): string[] {
    return this.#texts.map(([name, text]) => `const ${name} = ${text};`);
  }

  planOf(component: string, kind: PlanKind, scope: PlanScope & Pick<ZodScope, "schemaOf">): string | undefined {
    const key = `${kind} ${component}`;
    const known = this.#plans.get(key);
    if (known) {
      known.isWanted = true;
      return known.name;
    }
    const constant = `$plan${this.#plans.size + 1}`;
    // A recursive request gets the name, and reads the constant at run time.
    const plan: Plan = { name: `() => ${constant}`, isWanted: false };
    this.#plans.set(key, plan);
    const schema = scope.schemaOf(component);
    const text = schema && emitPlan(schema, kind, scope);
    if (text === undefined && !plan.isWanted) {
      this.#plans.set(key, { name: undefined, isWanted: false });
      return undefined;
    }
    this.#texts.push([constant, text?.startsWith("{") ? text : `{ also: [${text ?? ""}] }`]);
    return plan.name;
  }
}
