import { isJsonObject, type JsonObject, type JsonValue, setMember } from "../../load/json.ts";
import { getAtPointer, joinPointer, localRefPointer } from "../../load/json-pointer.ts";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";

/** The placeholder of a schema while openapi-typescript prints the document around it. */
export interface SchemaPlaceholder {
  /** Present since openapi-typescript calls its hook only for schemas with a type. */
  readonly type: "object";
  readonly typeText: string;
}

/** A longer chain of references is a cycle. */
const MAX_REFERENCES = 100;

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** The parts of a document that openapi-typescript prints, as self-contained data. */
export interface Skeleton {
  readonly paths: JsonObject;
  readonly webhooks: JsonObject;
  readonly components: Readonly<Record<(typeof SECTIONS)[number], JsonObject>>;
  /** Operations by their `operationId`. */
  readonly operations: JsonObject;
}

/** Sections of components other than schemas, in the order of the output. */
const SECTIONS = ["responses", "parameters", "requestBodies", "headers", "pathItems"] as const;

/**
 * Copies the parts of a document that openapi-typescript prints, with every schema replaced by the text of its type,
 * without examples, and with named operations in a separate list.
 */
export function viewDocument(root: JsonObject, print: (schema: NormalisedSchema) => string): Skeleton {
  const view = new DocumentView(root, print);
  const pathItem = (part: JsonValue): JsonObject => view.pathItem(part);
  const shared: JsonObject = isJsonObject(root.components) ? root.components : {};
  return {
    paths: mapMembers(root.paths, pathItem),
    webhooks: mapMembers(root.webhooks, pathItem),
    components: {
      responses: mapMembers(shared.responses, (part) => view.response(part)),
      parameters: mapMembers(shared.parameters, (part) => view.parameter(part)),
      requestBodies: mapMembers(shared.requestBodies, (part) => view.requestBody(part)),
      headers: mapMembers(shared.headers, (part) => view.header(part)),
      pathItems: mapMembers(shared.pathItems, pathItem),
    },
    operations: view.operations,
  };
}

function mapMembers(parts: JsonValue | undefined, change: (part: JsonValue) => JsonObject): JsonObject {
  const changed: JsonObject = {};
  for (const [name, part] of entriesOf(parts)) setMember(changed, name, change(part));
  return changed;
}

class DocumentView {
  readonly operations: JsonObject = {};
  readonly #root: JsonObject;
  readonly #targets = new Map<string, JsonObject>();
  readonly #heads = new Map<JsonObject, JsonObject>();
  readonly #print: (schema: NormalisedSchema) => string;

  constructor(root: JsonObject, print: (schema: NormalisedSchema) => string) {
    this.#root = root;
    this.#print = print;
  }

  pathItem(value: JsonValue): JsonObject {
    const item = this.follow(value);
    const shared = listOf(item.parameters);
    const view: JsonObject = {};
    for (const method of METHODS) {
      const operation = item[method];
      if (isJsonObject(operation)) view[method] = this.#operation(operation, shared);
    }
    view.parameters = this.#parameters(shared);
    return view;
  }

  parameter(value: JsonValue): JsonObject {
    const parameter = this.follow(value);
    const [media] = Object.values(isJsonObject(parameter.content) ? parameter.content : {});
    const schema = parameter.schema ?? (isJsonObject(media) ? media.schema : undefined);
    return { ...this.parameterHead(parameter), ...(schema === undefined ? {} : { schema: this.#placeholder(schema) }) };
  }

  /** Parameters without their schemas, cached since operations share many of them. */
  parameterHead(value: JsonValue): JsonObject {
    const parameter = this.follow(value);
    const known = this.#heads.get(parameter);
    if (known) return known;
    const head = pick(parameter, ["name", "in", "required", "description", "deprecated"]);
    this.#heads.set(parameter, head);
    return head;
  }

  requestBody(value: JsonValue): JsonObject {
    const body = this.follow(value);
    return { ...pick(body, ["description", "required"]), content: this.#content(body.content) };
  }

  response(value: JsonValue): JsonObject {
    const response = this.follow(value);
    const headers: JsonObject = {};
    for (const [name, header] of entriesOf(response.headers)) {
      setMember(headers, name, refOf(header) ?? this.header(header));
    }
    return { ...pick(response, ["description"]), headers, content: this.#content(response.content) };
  }

  header(value: JsonValue): JsonObject {
    const { name: _, in: __, ...header } = this.parameter(value);
    return header;
  }

  /** Follows `$ref` to an object without one. */
  follow(value: JsonValue | undefined): JsonObject {
    if (!isJsonObject(value)) return {};
    if (typeof value.$ref !== "string") return value;
    const known = this.#targets.get(value.$ref);
    if (known) return known;
    let current: JsonValue | undefined = value;
    for (
      let steps = 0;
      steps < MAX_REFERENCES && isJsonObject(current) && typeof current.$ref === "string";
      steps += 1
    ) {
      const pointer = localRefPointer(current.$ref);
      current = pointer === undefined ? undefined : getAtPointer(this.#root, pointer);
    }
    const target = isJsonObject(current) && typeof current.$ref !== "string" ? current : {};
    this.#targets.set(value.$ref, target);
    return target;
  }

  #operation(operation: JsonObject, shared: readonly JsonValue[]): JsonObject {
    const doc = pick(operation, ["summary", "description", "deprecated"]);
    const responses: JsonObject = {};
    for (const [status, response] of entriesOf(operation.responses)) {
      if (/^(?:\d\d\d|\dXX|default)$/i.test(status)) responses[status] = refOf(response) ?? this.response(response);
    }
    const { requestBody, operationId } = operation;
    const view: JsonObject = {
      parameters: this.#parameters([...shared, ...listOf(operation.parameters)]),
      responses,
      ...(isJsonObject(requestBody) ? { requestBody: refOf(requestBody) ?? this.requestBody(requestBody) } : {}),
    };
    // A second operation with the same name is printed inline.
    if (typeof operationId !== "string" || operationId === "" || Object.hasOwn(this.operations, operationId)) {
      return { ...doc, ...view };
    }
    setMember(this.operations, operationId, view);
    return { ...doc, $ref: encodeRef(joinPointer("/operations", operationId)) };
  }

  /** Parameters without duplicates; those of the operation replace those of its path. */
  #parameters(list: readonly JsonValue[]): JsonValue[] {
    const byKey = new Map<string, JsonValue>();
    for (const value of list) {
      const head = this.parameterHead(value);
      if (typeof head.name !== "string" || typeof head.in !== "string") continue;
      byKey.set(`${head.in} ${head.name}`, refOf(value) ?? this.parameter(value));
    }
    return [...byKey.values()];
  }

  #content(value: JsonValue | undefined): JsonObject {
    const content: JsonObject = {};
    for (const [type, given] of entriesOf(value)) {
      const { schema } = this.follow(given);
      setMember(content, type, schema === undefined ? {} : { schema: this.#placeholder(schema) });
    }
    return content;
  }

  #placeholder(schema: JsonValue): JsonObject {
    // All schemas of a normalised document are normalised.
    const typeText = this.#print(schema as NormalisedSchema);
    return { type: "object", typeText } satisfies SchemaPlaceholder;
  }
}

/** Escapes percent signs in a reference, since openapi-typescript decodes them. */
function encodeRef(pointer: string): string {
  return `#${pointer.replaceAll("%", "%25")}`;
}

function refOf(value: JsonValue): JsonObject | undefined {
  const ref = isJsonObject(value) && typeof value.$ref === "string" ? value.$ref : undefined;
  return ref === undefined ? undefined : { $ref: encodeRef(localRefPointer(ref) ?? "/") };
}

function pick(value: JsonObject, keys: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const key of keys) if (value[key] !== undefined) picked[key] = value[key];
  return picked;
}

function entriesOf(value: JsonValue | undefined): [string, JsonValue][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
