import type { Schema, SchemaIssue } from "./schema-mistakes.ts";

/** A discriminator of a request, and the kinds behind it that this server serves. */
export interface ServedKind {
  readonly path: readonly string[];
  readonly kinds: readonly string[];
}

/**
 * A schema of the contract, less the kinds that this server does not serve. Such a kind, or none, is one mistake, at
 * its discriminator, with the kinds that are served; what it holds is not looked at.
 */
export function servedKinds<TServed extends TValue, TValue>(
  schema: Schema<TValue>,
  served: readonly ServedKind[],
): Schema<TServed> {
  return {
    safeParse(value) {
      const refused = served.filter(({ path, kinds }) => {
        const parent = valueAt(value, path.slice(0, -1));
        const kind = valueAt(value, path);
        return isObject(parent) && !kinds.some((each) => each === kind);
      });
      const result = schema.safeParse(value);
      // What is left has only kinds that are served, which is what TServed says.
      if (refused.length === 0) return result as ReturnType<Schema<TServed>["safeParse"]>;
      const outermost = refused.filter(({ path }) => !refused.some((other) => isInside(path, other)));
      const others = result.success
        ? []
        : result.error.issues.filter((issue) => !outermost.some((kind) => isInside(issue.path, kind)));
      return { success: false, error: { issues: [...outermost.map(refusal), ...others] } };
    },
  };
}

function refusal({ path, kinds }: ServedKind): SchemaIssue {
  return { code: "invalid_value", path, message: "a kind that is not served", values: kinds };
}

/** Whether a path leads into the object that a discriminator stands in, and not to that discriminator itself. */
function isInside(path: readonly PropertyKey[], kind: ServedKind): boolean {
  const parent = kind.path.slice(0, -1);
  return path !== kind.path && parent.every((key, index) => path[index] === key);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined,
    value,
  );
}
