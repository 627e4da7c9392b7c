import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { follow } from "./follow.ts";
import { bareName, kindOf, type MediaType, readMediaTypes } from "./media-types.ts";
import type { AnswerKind, OperationAnswer } from "./operation-model.ts";
import type { OperationPlace } from "./operation-place.ts";
import { componentOf, memberType } from "./type-scope.ts";

/** The success responses of an operation, and the bodies of all others. */
export interface OperationAnswers {
  readonly status: number;
  readonly otherStatuses: readonly number[];
  readonly answer: OperationAnswer;
  readonly errors: Readonly<Record<string, string | null>>;
}

/** One success response. */
interface Success {
  readonly type: string;
  readonly kind: AnswerKind | "nothing";
  readonly accept: string | undefined;
  readonly schema: NormalisedSchema | undefined;
}

const NOTHING: Success = { type: "void", kind: "nothing", accept: undefined, schema: undefined };

/** Statuses that never have a body. */
const EMPTY: ReadonlySet<string> = new Set(["204", "205"]);

export function readAnswers(place: OperationPlace): OperationAnswers {
  const { document, context, operation, pointer } = place;
  const responses = isJsonObject(operation.responses) ? operation.responses : {};
  const entries = Object.entries(responses).flatMap(([status, given]): [string, JsonObject][] => {
    const response = /^(?:[1-5](?:\d\d|XX)|default)$/i.test(status) ? follow(document, given) : undefined;
    return response ? [[status, response]] : [];
  });
  let successes = entries.filter(([status]) => /^2/.test(status));
  // `default` is the success response if no success status is listed.
  if (successes.length === 0) successes = entries.filter(([status]) => status.toLowerCase() === "default");
  const isRedirect = entries.some(([status]) => status.startsWith("3"));
  if (successes.length === 0 && !isRedirect)
    context.report(
      "unclear_operation",
      joinPointer(pointer, "responses"),
      "expected an answer with a status of 2xx or default, received none; its body is unknown",
    );
  const read = successes.map(([status, response]) => readSuccess(place, status, response));
  const statuses = successes.map(([status]) => (/^\d{3}$/.test(status) ? Number(status) : 200));
  const [status = 200, ...otherStatuses] = [...new Set(statuses)].sort((one, other) => one - other);
  const failures = entries.filter((entry) => !successes.includes(entry) && !/^[123]/.test(entry[0]));
  return {
    status,
    otherStatuses,
    answer: eitherOf(read),
    errors: Object.fromEntries(
      failures.flatMap(([each, response]) => {
        const [media] = readMediaTypes(document, response);
        return media ? [[each, (media.schema && componentOf(media.schema)) ?? null]] : [];
      }),
    ),
  };
}

/** Chooses one of several media types: JSON, else text, else bytes; among equals the first by name. */
function readSuccess({ document, scope, typesName }: OperationPlace, status: string, response: JsonObject): Success {
  const media = readMediaTypes(document, response);
  const [first] = media;
  if (!first || EMPTY.has(status)) return NOTHING;
  const kind = kindOf(document, first);
  const same = media.filter((each) => kindOf(document, each) === kind);
  switch (kind) {
    case "json": {
      const { schema } = first;
      const path = memberType(`${typesName}["responses"][${JSON.stringify(status)}]["content"]`, first.name);
      const isSaid = schema !== undefined && Object.keys(schema).length > 0;
      const accept = bareName(first.name).includes("*") ? undefined : first.name;
      return { type: isSaid ? scope.typeOf(schema, path) : "unknown", kind: undefined, accept, schema };
    }
    case "stream":
      return { type: "ReadableStream<Uint8Array>", kind: "stream", accept: first.name, schema: undefined };
    case "bytes":
    case "multipart":
      return { type: "Uint8Array<ArrayBuffer>", kind: "bytes", accept: acceptOf(same), schema: undefined };
    case "text":
    case "urlencoded":
      return { type: "string", kind: "text", accept: acceptOf(same), schema: undefined };
    default:
      throw new Error(`unexpected kind of answer: ${JSON.stringify(kind satisfies never)}`);
  }
}

function acceptOf(media: readonly MediaType[]): string {
  return media.map(({ name }) => name).join(", ");
}

/** The union of several success responses. A response without a schema may be anything. */
function eitherOf(read: readonly Success[]): OperationAnswer {
  const bodies = read.filter(({ kind }) => kind !== "nothing");
  const isEmpty = bodies.length < read.length || read.length === 0;
  const kinds = new Set(bodies.map(({ kind }) => kind));
  const [kind] = kinds.size > 1 || read.length === 0 ? (["declared"] as const) : kinds;
  const accepts = [...new Set(bodies.map(({ accept }) => accept ?? "application/json"))];
  const types = read.length === 0 ? ["unknown"] : [...new Set(read.map(({ type }) => type))];
  const schemas = bodies.flatMap(({ schema }) => schema ?? []);
  const isDescribed = bodies.length > 0 && bodies.every((each) => each.kind === undefined && each.schema !== undefined);
  const only = types.length === 1 ? bodies[0]?.schema : undefined;
  const accept = read.length === 0 ? "*/*" : accepts.join(", ");
  return {
    type: types.join(" | "),
    component: only && componentOf(only),
    kind: kind === "nothing" ? undefined : kind,
    accept: accept === "" || accept === "application/json" ? undefined : accept,
    schemas: isDescribed ? schemas : undefined,
    isEmpty,
  };
}
