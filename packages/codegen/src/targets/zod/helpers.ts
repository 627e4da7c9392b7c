/** Name of a helper function in generated files. */
export type HelperName =
  | "$issues"
  | "$accepts"
  | "$validate"
  | "$fail"
  | "$isObject"
  | "$key"
  | "$all"
  | "$not"
  | "$if"
  | "$byType"
  | "$values"
  | "$dispatch"
  | "$minCharacters"
  | "$maxCharacters"
  | "$integer"
  | "$multipleOf"
  | "$format"
  | "$unique"
  | "$contains"
  | "$object"
  | "$propertyCount"
  | "$propertyNames"
  | "$dependentRequired"
  | "$dependentSchemas"
  | "$evaluated"
  | "$unevaluated";

/** A helper function that is added to generated files on demand. */
interface Helper {
  readonly needs?: readonly HelperName[];
  readonly text: string;
}

/**
 * Checks of keywords that zod does not support, on raw values. Inner schemas run on their own payload, and their issues
 * are added with the path to their value. None of them changes a value.
 */
const HELPERS: Readonly<Record<HelperName, Helper>> = {
  $issues: {
    text: `function $issues(schema, value) {
  return schema._zod.run({ value, issues: [] }, { async: false }).issues;
}`,
  },
  $accepts: {
    needs: ["$issues"],
    text: `function $accepts(schema, value) {
  return $issues(schema, value).length === 0;
}`,
  },
  $validate: {
    needs: ["$issues"],
    text: `function $validate(payload, schema, value, path) {
  for (const issue of $issues(schema, value)) {
    if (path !== undefined) issue.path = [path, ...(issue.path ?? [])];
    payload.issues.push(issue);
  }
}`,
  },
  $fail: {
    text: `function $fail(payload, issue) {
  payload.issues.push({ input: payload.value, continue: true, ...issue });
}`,
  },
  $isObject: {
    text: `function $isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}`,
  },
  $key: {
    text: `function $key(value) {
  if (Array.isArray(value)) return "[" + value.map($key).join(",") + "]";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return "{" + Object.keys(value).sort().map((name) => JSON.stringify(name) + ":" + $key(value[name])).join(",") + "}";
}`,
  },
  $all: {
    needs: ["$validate"],
    text: `function $all(schemas) {
  return (payload) => {
    for (const schema of schemas) {
      const before = payload.issues.length;
      $validate(payload, schema, payload.value);
      // A value of the wrong type is reported once, and not by every schema.
      if (payload.issues.slice(before).some((issue) => issue.code === "invalid_type" && !issue.path?.length)) return;
    }
  };
}`,
  },
  $not: {
    needs: ["$accepts", "$fail"],
    text: `function $not(schema) {
  return (payload) => {
    if ($accepts(schema, payload.value)) $fail(payload, { code: "custom", message: "Invalid input: matches what it must not" });
  };
}`,
  },
  $if: {
    needs: ["$accepts", "$validate"],
    text: `function $if(test, yes, no) {
  return (payload) => {
    const schema = $accepts(test, payload.value) ? yes : no;
    if (schema) $validate(payload, schema, payload.value);
  };
}`,
  },
  $byType: {
    needs: ["$validate"],
    text: `function $byType(schemas) {
  return (payload) => {
    const value = payload.value;
    const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    if (Object.hasOwn(schemas, type)) $validate(payload, schemas[type], value);
  };
}`,
  },
  $values: {
    needs: ["$key", "$fail"],
    text: `function $values(keys) {
  const known = new Set(keys);
  return (payload) => {
    if (!known.has($key(payload.value))) $fail(payload, { code: "custom", message: "Invalid input: expected " + keys.join("|") });
  };
}`,
  },
  $dispatch: {
    needs: ["$validate", "$isObject"],
    text: `function $dispatch(discriminator, members) {
  const schemas = new Map(members);
  return (payload) => {
    const input = payload.value;
    if (!$isObject(input)) {
      payload.issues.push({ code: "invalid_type", expected: "object", input });
      return;
    }
    const literal = Object.hasOwn(input, discriminator) ? input[discriminator] : undefined;
    const schema = schemas.get(typeof literal === "string" ? literal : JSON.stringify(literal));
    if (schema) return $validate(payload, schema, input);
    const options = [...schemas.keys()];
    const message = "Invalid discriminator value. Expected " + options.map((option) => JSON.stringify(option)).join(" | ");
    payload.issues.push({ code: "invalid_union", errors: [], discriminator, options, input, path: [discriminator], message });
  };
}`,
  },
  $minCharacters: {
    needs: ["$fail"],
    text: `function $minCharacters(minimum) {
  return (payload) => {
    const value = payload.value;
    // A character has one or two UTF-16 units, so most strings need no counting.
    if (value.length >= 2 * minimum) return;
    if (value.length >= minimum && [...value].length >= minimum) return;
    $fail(payload, { code: "too_small", origin: "string", minimum, inclusive: true });
  };
}`,
  },
  $maxCharacters: {
    needs: ["$fail"],
    text: `function $maxCharacters(maximum) {
  return (payload) => {
    const value = payload.value;
    // A character has one or two UTF-16 units, so most strings need no counting.
    if (value.length <= maximum) return;
    if (value.length <= 2 * maximum && [...value].length <= maximum) return;
    $fail(payload, { code: "too_big", origin: "string", maximum, inclusive: true });
  };
}`,
  },
  $integer: {
    text: `function $integer(payload) {
  if (!Number.isInteger(payload.value)) payload.issues.push({ code: "invalid_type", expected: "int", input: payload.value });
}`,
  },
  $multipleOf: {
    needs: ["$fail"],
    text: `function $multipleOf(divisor) {
  return (payload) => {
    if (payload.value % divisor !== 0) $fail(payload, { code: "not_multiple_of", origin: "number", divisor });
  };
}`,
  },
  $format: {
    needs: ["$fail"],
    text: `function $format(format, holds) {
  return (payload) => {
    if (!holds(payload.value)) $fail(payload, { code: "invalid_format", format });
  };
}`,
  },
  $unique: {
    needs: ["$key", "$fail"],
    text: `function $unique(payload) {
  const seen = new Map();
  payload.value.forEach((item, index) => {
    const key = $key(item);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else $fail(payload, { code: "custom", path: [index], message: "Invalid input: expected unique items, the same as item " + first });
  });
}`,
  },
  $contains: {
    needs: ["$accepts", "$fail"],
    text: `function $contains(schema, minimum, maximum) {
  return (payload) => {
    const count = payload.value.filter((item) => $accepts(schema, item)).length;
    const message = (bound) => "Invalid input: expected " + bound + " items that match, received " + count;
    if (count < minimum) $fail(payload, { code: "custom", message: message("at least " + minimum) });
    if (count > maximum) $fail(payload, { code: "custom", message: message("at most " + maximum) });
  };
}`,
  },
  $object: {
    needs: ["$validate", "$fail", "$isObject"],
    text: `function $object(properties, patterns, rest) {
  const known = new Map(properties.map((property) => [property[0], property]));
  return (payload) => {
    const input = payload.value;
    if (!$isObject(input)) {
      payload.issues.push({ code: "invalid_type", expected: "object", input });
      return;
    }
    for (const [name, , isRequired] of properties)
      if (isRequired && !Object.hasOwn(input, name))
        $fail(payload, { code: "invalid_type", expected: "nonoptional", input: undefined, path: [name] });
    const keys = [];
    for (const name of Object.keys(input)) {
      const property = known.get(name);
      if (property) $validate(payload, property[1], input[name], name);
      let isKnown = property !== undefined;
      for (const [pattern, schema] of patterns) {
        if (!pattern.test(name)) continue;
        isKnown = true;
        $validate(payload, schema, input[name], name);
      }
      if (isKnown || rest === undefined) continue;
      if (rest === false) keys.push(name);
      else $validate(payload, rest, input[name], name);
    }
    if (keys.length > 0) $fail(payload, { code: "unrecognized_keys", keys });
  };
}`,
  },
  $propertyCount: {
    needs: ["$fail"],
    text: `function $propertyCount(minimum, maximum) {
  return (payload) => {
    const count = Object.keys(payload.value).length;
    const message = (bound) => "Invalid input: expected " + bound + " properties, received " + count;
    if (count < minimum)
      $fail(payload, { code: "too_small", origin: "object", minimum, inclusive: true, message: message("at least " + minimum) });
    if (count > maximum)
      $fail(payload, { code: "too_big", origin: "object", maximum, inclusive: true, message: message("at most " + maximum) });
  };
}`,
  },
  $propertyNames: {
    needs: ["$validate"],
    text: `function $propertyNames(schema) {
  return (payload) => {
    for (const name of Object.keys(payload.value)) $validate(payload, schema, name, name);
  };
}`,
  },
  $dependentRequired: {
    needs: ["$fail"],
    text: `function $dependentRequired(entries) {
  return (payload) => {
    const input = payload.value;
    for (const [name, others] of entries) {
      if (!Object.hasOwn(input, name)) continue;
      for (const other of others)
        if (!Object.hasOwn(input, other))
          $fail(payload, { code: "invalid_type", expected: "nonoptional", input: undefined, path: [other], message: "Invalid input: expected with " + JSON.stringify(name) });
    }
  };
}`,
  },
  $dependentSchemas: {
    needs: ["$validate"],
    text: `function $dependentSchemas(entries) {
  return (payload) => {
    for (const [name, schema] of entries) if (Object.hasOwn(payload.value, name)) $validate(payload, schema, payload.value);
  };
}`,
  },
  $evaluated: {
    needs: ["$accepts"],
    text: `function $evaluated(given, value, seen) {
  const plan = typeof given === "function" ? given() : given;
  if (plan.all) return true;
  for (const name of plan.names ?? []) seen.add(name);
  for (const pattern of plan.patterns ?? []) for (const name of Object.keys(value)) if (pattern.test(name)) seen.add(name);
  for (let index = 0; index < (plan.count ?? 0); index++) seen.add(index);
  for (const schema of plan.contains ?? []) value.forEach((item, index) => $accepts(schema, item) && seen.add(index));
  for (const part of plan.also ?? []) if ($evaluated(part, value, seen)) return true;
  for (const [name, part] of plan.ifPresent ?? []) if (Object.hasOwn(value, name) && $evaluated(part, value, seen)) return true;
  for (const [schema, part] of plan.when ?? []) if ($accepts(schema, value) && $evaluated(part, value, seen)) return true;
  for (const [schema, yes, no] of plan.cases ?? []) if ($evaluated($accepts(schema, value) ? yes : no, value, seen)) return true;
  return false;
}`,
  },
  $unevaluated: {
    needs: ["$evaluated", "$validate", "$fail"],
    text: `function $unevaluated(plan, rest) {
  return (payload) => {
    const value = payload.value;
    const seen = new Set();
    if ($evaluated(plan, value, seen)) return;
    const left = (Array.isArray(value) ? [...value.keys()] : Object.keys(value)).filter((key) => !seen.has(key));
    if (rest !== false) for (const key of left) $validate(payload, rest, value[key], key);
    else if (left.length > 0) $fail(payload, { code: "unrecognized_keys", keys: left.map(String) });
  };
}`,
  },
};

/** The source of one helper, without its dependencies. */
export function helperText(name: HelperName): string {
  return HELPERS[name].text;
}

/** The source of the given helpers and their dependencies, in a fixed order. */
export function printHelpers(used: ReadonlySet<HelperName>): string[] {
  const printed = new Set<string>();
  const add = (name: HelperName): void => {
    if (printed.has(name)) return;
    printed.add(name);
    for (const need of HELPERS[name].needs ?? []) add(need);
  };
  for (const name of used) add(name);
  return Object.entries(HELPERS).flatMap(([name, { text }]) => (printed.has(name) ? [text] : []));
}
