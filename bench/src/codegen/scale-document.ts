import type { Json } from "./synthetic.ts";

type Mutable = { [key: string]: unknown };

const COMPONENT = "#/components/";

/** A document with every other path, and only the components that these paths still reach. */
export function halveDocument(document: Json): Json {
  const paths = Object.fromEntries(Object.entries(objectOf(document.paths)).filter((_, index) => index % 2 === 0));
  const components = objectOf(document.components);
  const kept: Record<string, Mutable> = {};
  const queue: unknown[] = [paths];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const ref of refsIn(next)) {
      const [kind = "", name = ""] = ref.slice(COMPONENT.length).split("/").map(unescapeToken);
      const component = objectOf(components[kind])[name];
      const group = kept[kind] ?? {};
      if (component === undefined || Object.hasOwn(group, name)) continue;
      group[name] = component;
      kept[kind] = group;
      queue.push(component);
    }
  }
  // Security schemes are named without a reference.
  if (components.securitySchemes !== undefined) kept.securitySchemes = objectOf(components.securitySchemes);
  return { ...document, paths, components: kept };
}

/** A document twice: every path, operation and component stands there a second time under another name. */
export function doubleDocument(document: Json): Json {
  const components = Object.entries(objectOf(document.components)).map(([kind, group]) => {
    if (kind === "securitySchemes") return [kind, group] as const;
    const copies = Object.entries(objectOf(group)).map(([name, value]) => [`${name}Twin`, renamed(value)] as const);
    return [kind, { ...objectOf(group), ...Object.fromEntries(copies) }] as const;
  });
  const paths = objectOf(document.paths);
  const copies = Object.entries(paths).map(([path, item]) => [`/twin${path}`, renamed(item)] as const);
  return {
    ...document,
    paths: { ...paths, ...Object.fromEntries(copies) },
    components: Object.fromEntries(components),
  };
}

/** A copy whose references, mappings and operation ids are those of the twin. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value === "string") return value.startsWith(COMPONENT) ? twinOf(value) : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "operationId" && typeof member === "string" ? `${member}-twin` : renamed(member),
    ]),
  );
}

/** `#/components/schemas/pet/properties/id` → `#/components/schemas/petTwin/properties/id` */
function twinOf(ref: string): string {
  const [kind = "", name = "", ...rest] = ref.slice(COMPONENT.length).split("/");
  return COMPONENT + [kind, kind === "securitySchemes" ? name : `${name}Twin`, ...rest].join("/");
}

function* refsIn(value: unknown): Generator<string> {
  if (typeof value === "string") {
    if (value.startsWith(COMPONENT)) yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* refsIn(item);
  } else if (isObject(value)) {
    for (const member of Object.values(value)) yield* refsIn(member);
  }
}

function unescapeToken(token: string): string {
  return decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Mutable {
  return isObject(value) ? value : {};
}
