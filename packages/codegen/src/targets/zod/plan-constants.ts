import { emitPlan, type PlanScope } from "./evaluation-plan.ts";
import type { PlanKind, ZodScope } from "./zod-scope.ts";

interface Plan {
  readonly name: string | undefined;
  /** Whether it was asked for while it was in the making. */
  isWanted: boolean;
}

/** The evaluation plans of components, each a constant of the file, made when it is first asked for. */
export class PlanConstants {
  readonly #plans = new Map<string, Plan>();
  readonly #texts: (readonly [name: string, text: string])[] = [];

  /** The name of each constant, and the object that it holds. */
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
    // Whoever asks again from within is told the name, and reads the constant when it is there.
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
