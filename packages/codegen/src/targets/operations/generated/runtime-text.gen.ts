// Generated from ../runtime by `npm run embed` in packages/codegen. Do not edit.

/** The runtime as JavaScript. */
export const OPERATIONS_RUNTIME_JS: string = `/** Percent-encodes all but the unreserved characters of RFC 3986; \`encodeURIComponent\` leaves five reserved ones. */
export function encode(text) {
    // A fast path: most names and ids need no encoding.
    if (/^[\\w.~-]*$/.test(text))
        return text;
    if (/\\p{Surrogate}/u.test(text)) {
        throw new TypeError(\`invalid text: expected whole characters, received \${JSON.stringify(text)}\`);
    }
    return encodeURIComponent(text).replace(/[!'()*]/g, (c) => \`%\${c.charCodeAt(0).toString(16).toUpperCase()}\`);
}
/** Keeps reserved characters that are valid in a query value; \`#\` \`[\` \`]\` are not, \`&\` and \`+\` have a meaning. */
function encodeReserved(text) {
    return text.replace(/%[\\dA-Fa-f]{2}|[\\w.~:/?@!$'(),;*=-]+|[^%\\w.~:/?@!$'(),;*=-]+|%/g, (part) => /^(?:%..|[\\w.~:/?@!$'(),;*=-]+)$/.test(part) ? part : encode(part));
}
function same(text) {
    return text;
}
/** The styles do not define nested objects; they are serialized as JSON. */
function textOf(value) {
    return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
/** The defined members of an object or a list, as text. */
function entriesOf(value) {
    return Object.entries(value).flatMap(([key, member]) => member === undefined || member === null ? [] : [[key, textOf(member)]]);
}
/**
 * A path parameter, serialized by OpenAPI's table of styles.
 * URL parsers resolve \`.\` and \`..\` even if encoded, so these values are rejected, and so is the empty text.
 */
export function toSegment(name, value, how = {}) {
    const text = value === undefined || value === null ? "" : expandPath(name, value, how);
    if (text === "" || text === "." || text === "..") {
        const received = typeof value === "string" ? text : (JSON.stringify(value) ?? "undefined");
        throw new TypeError(\`invalid \${name}: expected a text that is valid in a path, received \${typeof value === "string" ? JSON.stringify(received) : received}\`);
    }
    return text;
}
/** A cell of the columns simple, label and matrix of the table. */
export function expandPath(name, value, { style = "simple", explode = false }) {
    if (style === "json")
        return encode(JSON.stringify(value));
    const key = encode(name);
    if (typeof value !== "object" || value === null) {
        const text = encode(textOf(value));
        if (style === "matrix")
            return text === "" ? \`;\${key}\` : \`;\${key}=\${text}\`;
        return style === "label" ? \`.\${text}\` : text;
    }
    const isList = Array.isArray(value);
    const items = entriesOf(value).map(([member, text]) => isList ? encode(text) : \`\${encode(member)}\${explode ? "=" : ","}\${encode(text)}\`);
    if (items.length === 0)
        return "";
    if (style === "label")
        return \`.\${items.join(explode ? "." : ",")}\`;
    if (style !== "matrix")
        return items.join(",");
    if (!explode)
        return \`;\${key}=\${items.join(",")}\`;
    return items.map((item) => (isList ? \`;\${key}=\${item}\` : \`;\${item}\`)).join("");
}
/** A query of the defined values; undefined without any. */
export function toQuery(fields) {
    let query;
    for (const [name, value, how = {}] of fields) {
        // A fast path: most parameters are absent.
        if (value === undefined)
            continue;
        for (const pair of encodedPairs(name, value, how)) {
            query = query === undefined ? pair.join("=") : \`\${query}&\${pair.join("=")}\`;
        }
    }
    return query;
}
/** The pairs of one value in a query, a form or a cookie, encoded. */
export function encodedPairs(name, value, how) {
    return toPairs(name, value, how, encode, how.allowReserved ? encodeReserved : encode);
}
/** The pairs of one value without encoding, for the parts of a multipart form. */
export function plainPairs(name, value, how) {
    return toPairs(name, value, how, same, same);
}
/** A cell of the columns form, spaceDelimited, pipeDelimited and deepObject of the table. */
function toPairs(name, value, how, key, text) {
    const { style = "form", explode = style === "form" || style === "deepObject" } = how;
    if (value === undefined || value === null)
        return [];
    if (style === "json")
        return [[key(name), text(JSON.stringify(value))]];
    if (typeof value !== "object")
        return [[key(name), text(String(value))]];
    if (style === "deepObject")
        return deepPairs(name, value, key, text);
    const entries = entriesOf(value);
    if (entries.length === 0)
        return [];
    const isList = Array.isArray(value);
    if (explode)
        return entries.map(([member, each]) => [key(isList ? name : member), text(each)]);
    const delimiter = style === "spaceDelimited" ? text(" ") : style === "pipeDelimited" ? text("|") : ",";
    const flat = entries.flatMap(([member, each]) => (isList ? [text(each)] : [key(member), text(each)]));
    return [[key(name), flat.join(delimiter)]];
}
/** \`a[b][c]=1\` of any depth. The table does not define lists; their items are numbered, \`a[0]=1\`, as is common. */
function deepPairs(name, value, key, text) {
    return Object.entries(value).flatMap(([member, each]) => {
        const inner = \`\${name}[\${member}]\`;
        if (each === undefined || each === null)
            return [];
        return typeof each === "object" ? deepPairs(inner, each, key, text) : [[key(inner), text(String(each))]];
    });
}
/** Headers and cookies of the defined values; undefined without any. Headers are never percent-encoded. */
export function toHeaders(fields, cookies = []) {
    const headers = fields.flatMap(([name, value, how = {}]) => value === undefined || value === null ? [] : [[name, headerText(value, how)]]);
    const pairs = cookies.flatMap(([name, value, how = {}]) => encodedPairs(name, value, how));
    if (pairs.length > 0)
        headers.push(["cookie", pairs.map((pair) => pair.join("=")).join("; ")]);
    return headers.length === 0 ? undefined : Object.fromEntries(headers);
}
function headerText(value, { style, explode = false }) {
    if (style === "json")
        return JSON.stringify(value);
    if (typeof value !== "object" || value === null)
        return textOf(value);
    const entries = entriesOf(value);
    return entries
        .map(([member, text]) => (Array.isArray(value) ? text : \`\${member}\${explode ? "=" : ","}\${text}\`))
        .join(",");
}
/**
 * Serializes the body of a request according to its media type: as JSON, as a form, or unchanged. Undefined without a body.
 *
 * @throws TypeError if the body cannot be sent with that media type.
 *
 * @example
 * encodeBody({ operation: "createPet", method: "POST", path: "/pets", body: { name: "Kenny" } });
 * // => { "body": "{\\"name\\":\\"Kenny\\"}", "contentType": "application/json" }
 */
export function encodeBody(request) {
    const { body, contentType = "application/json", fields = {} } = request;
    if (body === undefined)
        return undefined;
    if (request.encoding === "bytes")
        return { body: rawBody(body, contentType), contentType };
    const [type = ""] = contentType.toLowerCase().split(";");
    if (/^[^/]+\\/(?:.+\\+)?json\\s*$/.test(type))
        return { body: JSON.stringify(body), contentType };
    if (type === "application/x-www-form-urlencoded" && isPlain(body))
        return { body: urlEncoded(body, fields), contentType };
    if (type === "multipart/form-data" && isPlain(body))
        return multipart(body, fields);
    return { body: rawBody(body, contentType), contentType };
}
function isPlain(body) {
    const isRaw = body instanceof Blob || body instanceof ArrayBuffer || body instanceof Uint8Array;
    return typeof body === "object" && body !== null && !isRaw && !(body instanceof ReadableStream);
}
function rawBody(body, contentType) {
    if (typeof body === "string")
        return body;
    if (body instanceof Blob || body instanceof ArrayBuffer || body instanceof ReadableStream)
        return body;
    // A view of a SharedArrayBuffer cannot be sent.
    if (body instanceof Uint8Array && body.buffer instanceof ArrayBuffer)
        return body;
    throw new TypeError(\`invalid body: expected a text or bytes for \${contentType}, received \${typeof body}\`);
}
function fieldOf(fields, name) {
    return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
/** Strings unchanged, lists as repeated fields, objects as JSON, unless the contract sets another style. */
function urlEncoded(body, fields) {
    const pairs = Object.entries(body).flatMap(([name, value]) => encodedPairs(name, value, styleOf(fieldOf(fields, name), value)));
    return pairs.map((pair) => pair.join("=")).join("&");
}
function styleOf(field, value) {
    if (field?.style !== undefined)
        return field;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject || /[/+]json\\s*(?:;|$)/.test(field?.contentType ?? "") ? { style: "json" } : {};
}
/** Not a \`FormData\`, in which a part with a media type is always a file. */
function multipart(body, fields) {
    const boundary = \`form-\${crypto.randomUUID()}\`;
    const chunks = [];
    const add = (name, data, filename, type) => {
        const file = filename === undefined ? "" : \`; filename="\${quoted(filename)}"\`;
        const declared = type === undefined ? "" : \`\\r\\nContent-Type: \${type.replace(/[\\r\\n]/g, " ")}\`;
        chunks.push(\`--\${boundary}\\r\\nContent-Disposition: form-data; name="\${quoted(name)}"\${file}\${declared}\\r\\n\\r\\n\`);
        chunks.push(data, "\\r\\n");
    };
    for (const [name, value] of Object.entries(body)) {
        const field = fieldOf(fields, name);
        if (field?.style !== undefined && !isFile(value)) {
            for (const [key, text] of plainPairs(name, value, field))
                add(key, text);
            continue;
        }
        for (const item of Array.isArray(value) ? value : [value]) {
            if (item === undefined || item === null)
                continue;
            if (isFile(item)) {
                const { data, filename, contentType } = fileOf(item);
                add(name, data, filename, contentType ?? field?.contentType ?? "application/octet-stream");
            }
            else if (typeof item === "object")
                add(name, JSON.stringify(item), undefined, field?.contentType ?? "application/json");
            else
                add(name, String(item), undefined, field?.contentType);
        }
    }
    chunks.push(\`--\${boundary}--\\r\\n\`);
    const contentType = \`multipart/form-data; boundary=\${boundary}\`;
    return { body: new Blob(chunks, { type: contentType }), contentType };
}
function isFile(value) {
    if (value instanceof Blob || value instanceof Uint8Array)
        return true;
    if (typeof value !== "object" || value === null || !("data" in value))
        return false;
    const { data } = value;
    const isTextFile = typeof data === "string" && ("filename" in value || "contentType" in value);
    return data instanceof Blob || data instanceof Uint8Array || isTextFile;
}
/** Servers treat a part as a file only if it has a filename. */
function fileOf(file) {
    if (file instanceof Blob || file instanceof Uint8Array)
        return fileOf({ data: file });
    const { data } = file;
    const name = data instanceof Blob && "name" in data && typeof data.name === "string" ? data.name : "blob";
    const type = data instanceof Blob && data.type !== "" ? data.type : undefined;
    return { data, filename: file.filename ?? name, contentType: file.contentType ?? type };
}
/** Escapes the name of a part as browsers do. */
function quoted(text) {
    return text.replace(/["\\r\\n]/g, (c) => (c === '"' ? "%22" : c === "\\r" ? "%0D" : "%0A"));
}
/** The service responded with an error status. */
export class ApiError extends Error {
    name = "ApiError";
    /** The id of the operation. */
    operation;
    /** HTTP status. */
    status;
    /** The body of the response: parsed if it is JSON, otherwise its text. */
    body;
    /** The response; its body has been read. */
    response;
    constructor(request, response, body) {
        super(\`\${request.method} \${request.path} answered \${response.status} \${response.statusText}\`.trimEnd());
        this.operation = request.operation;
        this.status = response.status;
        this.body = body;
        this.response = response;
    }
}
/** The path and query of a request, to append to a base URL. */
export function requestTarget({ path, query }) {
    if (query === undefined)
        return path;
    return \`\${path}\${path.includes("?") ? "&" : "?"}\${query}\`;
}
/**
 * Sends requests with \`fetch\`. It sends each request once, and throws an \`ApiError\` for an error status.
 *
 * @example
 * const transport = fetchTransport({ baseUrl: "https://api.example.com/v1", headers: { authorization: "Bearer …" } });
 * await listPets(transport, { limit: 10 });
 * // => [{ "id": 1, "name": "Kenny" }, …]
 */
export function fetchTransport(options) {
    const base = options.baseUrl.replace(/\\/+$/, "");
    return {
        async send(request) {
            const given = typeof options.headers === "function" ? await options.headers(request) : options.headers;
            const headers = new Headers({ accept: request.accept ?? "application/json", ...request.headers });
            const encoded = encodeBody(request);
            if (encoded)
                headers.set("content-type", encoded.contentType);
            for (const [name, value] of Object.entries({ ...given, ...request.options?.headers })) {
                // Cookies of the caller and of the operation are combined.
                const cookie = name.toLowerCase() === "cookie" ? headers.get("cookie") : null;
                headers.set(name, cookie === null ? value : \`\${value}; \${cookie}\`);
            }
            const init = { method: request.method, headers };
            if (encoded)
                init.body = encoded.body;
            if (encoded?.body instanceof ReadableStream)
                init.duplex = "half";
            const signal = signalOf(options.signal, request);
            if (signal)
                init.signal = signal;
            const send = options.fetch ?? fetch;
            const response = await send(\`\${base}\${requestTarget(request)}\`, init);
            if (!response.ok)
                throw new ApiError(request, response, parsed(await response.text()));
            // The type is that of the contract; \`validatingTransport\` checks it.
            return (await readAnswer(response, request));
        },
    };
}
/** A signal that aborts with the first of the given ones, or after the timeout. */
function signalOf(all, { options = {} }) {
    const { signal, timeout } = options;
    const signals = [all, signal, timeout === undefined ? undefined : AbortSignal.timeout(timeout)];
    const given = signals.filter((each) => each !== undefined);
    return given.length > 1 ? AbortSignal.any(given) : given[0];
}
/**
 * Reads the body of a success response as the operation requires: JSON, text, bytes or a stream; undefined without a body.
 *
 * @throws SyntaxError if JSON is expected and the body is not valid JSON.
 *
 * @example
 * await readAnswer(Response.json({ id: 1 }), { operation: "getPet", method: "GET", path: "/pets/1" });
 * // => { "id": 1 }
 */
export async function readAnswer(response, request) {
    if (request.method === "HEAD" || response.status === 204 || response.status === 205)
        return undefined;
    const kind = request.answer === "declared" ? declaredKind(response) : request.answer;
    switch (kind) {
        case "bytes":
            return new Uint8Array(await response.arrayBuffer());
        case "stream":
            return response.body ?? undefined;
        case "text":
            return await response.text();
        case undefined: {
            const text = await response.text();
            return text === "" ? undefined : JSON.parse(text);
        }
        default:
            throw new Error(\`unexpected kind of answer: \${JSON.stringify(kind)}\`);
    }
}
function declaredKind(response) {
    const [type = ""] = (response.headers.get("content-type") ?? "application/json").split(";");
    if (/^[^/]+\\/(?:.+\\+)?json\\s*$/i.test(type))
        return undefined;
    return /^text\\/|[/+]xml\\s*$/i.test(type) ? "text" : "bytes";
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}
/** A request or a response that is invalid by the contract. */
export class ValidationError extends Error {
    name = "ValidationError";
    /** The id of the operation. */
    operation;
    /** \`request\`: it was not sent; \`answer\`: the response was invalid. */
    direction;
    /** The issues; a path starts with \`body\`, \`answer\` or the name of a parameter. */
    issues;
    constructor(operation, direction, issues) {
        const lines = issues.map(({ path, message }) => \`  \${path.map(String).join(".")}: \${message}\`);
        super(\`\${operation}: the \${direction} does not match the contract\\n\${lines.join("\\n")}\`);
        this.operation = operation;
        this.direction = direction;
        this.issues = issues;
    }
}
/**
 * Validates requests and responses, and passes both on unchanged. An invalid request is not sent.
 *
 * @throws ValidationError from every call whose parameters, body or response are invalid by the contract.
 *
 * @example
 * const transport = validatingTransport(fetchTransport({ baseUrl }), validators);
 * await createPet(transport, { body: JSON.parse(text) });
 * // => ValidationError: createPet: the request does not match the contract
 * //      body.name: Invalid input: expected string, received undefined
 */
export function validatingTransport(transport, validators) {
    const send = async (request) => {
        const rules = Object.hasOwn(validators, request.operation) ? validators[request.operation] : undefined;
        const issues = rules === undefined ? [] : requestIssues(request, rules);
        if (issues.length > 0)
            throw new ValidationError(request.operation, "request", issues);
        const answer = await transport.send(request);
        const wrong = rules === undefined ? [] : answerIssues(answer, rules);
        if (wrong.length > 0)
            throw new ValidationError(request.operation, "answer", wrong);
        return answer;
    };
    return Object.create(transport, { send: { value: send, enumerable: true } });
}
function requestIssues(request, rules) {
    const given = new Map(Object.entries(request.input ?? {}));
    const absent = (rules.required ?? []).filter((name) => (name === "body" ? request.body : given.get(name)) === undefined);
    const issues = absent.map((name) => ({ path: [name], message: "expected a value, received undefined" }));
    const parameters = Object.entries(rules.parameters ?? {}).flatMap(([name, validator]) => {
        const value = given.get(name);
        return value === undefined ? [] : issuesOf([name], value, validator);
    });
    issues.push(...parameters);
    const { contentType = "application/json", body } = request;
    const validator = Object.hasOwn(rules.body ?? {}, contentType) ? rules.body?.[contentType] : undefined;
    if (body !== undefined && validator !== undefined)
        issues.push(...issuesOf(["body"], body, validator));
    return issues;
}
function answerIssues(answer, { answer: choices, isEmpty = false }) {
    if (choices === undefined || (answer === undefined && isEmpty))
        return [];
    let first = [];
    for (const validator of choices) {
        const issues = issuesOf(["answer"], answer, validator);
        if (issues.length === 0)
            return [];
        if (first.length === 0)
            first = issues;
    }
    return first;
}
function issuesOf(at, value, validator) {
    const result = validator().safeParse(value);
    return result.success ? [] : result.error.issues.map(({ path, message }) => ({ path: [...at, ...path], message }));
}
`;

/** The declarations of the runtime. */
export const OPERATIONS_RUNTIME_DTS: string = `/** A body that is sent without serialization. */
export type RawBody = string | Uint8Array<ArrayBuffer> | ArrayBuffer | Blob | ReadableStream<Uint8Array>;
/** A file in a form: its bytes, or its bytes with a name and a media type. */
export type FormFile = Blob | Uint8Array<ArrayBuffer> | {
    readonly data: string | Blob | Uint8Array<ArrayBuffer>;
    /** @default the name of the data when it is a \`File\`, else \`blob\` */
    readonly filename?: string | undefined;
    /** @default the type of the data when it is a \`Blob\`, else that of the contract, else \`application/octet-stream\` */
    readonly contentType?: string | undefined;
};
/** How one value is serialized, by OpenAPI's table of styles; \`json\` is for values that are serialized as JSON. */
export interface FieldStyle {
    readonly style?: "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "json";
    /** @default true for the styles form and deepObject, else false */
    readonly explode?: boolean;
    /** Whether \`:/?@!$'(),;*=\` and existing escapes are kept. @default false */
    readonly allowReserved?: boolean;
}
/** How a form field is serialized. */
export interface FormField extends FieldStyle {
    /** Media type of a part of a multipart form. */
    readonly contentType?: string;
}
/** Options of one call. */
export interface CallOptions {
    /** Aborts this call. */
    readonly signal?: AbortSignal | undefined;
    /** Timeout of one attempt in milliseconds, until its response is read. */
    readonly timeout?: number | undefined;
    /** Additional headers; one of the same name replaces that of the transport. */
    readonly headers?: Readonly<Record<string, string>> | undefined;
    /** \`false\` to send this call only once, even if the transport retries. */
    readonly retry?: false | undefined;
}
/** One request, without host and credentials. */
export interface OperationRequest {
    /** The id of the operation. */
    readonly operation: string;
    /** The HTTP method, in capitals. */
    readonly method: string;
    /** The path, with percent-encoded parameter values. */
    readonly path: string;
    /** The percent-encoded query, without question mark. */
    readonly query?: string | undefined;
    /** Header and cookie parameters, as headers. */
    readonly headers?: Readonly<Record<string, string>> | undefined;
    /** The body as given by the caller. \`encodeBody\` serializes it. */
    readonly body?: unknown;
    /** \`bytes\` if the body is sent unchanged, although its media type would be serialized. */
    readonly encoding?: "bytes" | undefined;
    /** The media type of the body, if it is not \`application/json\`. */
    readonly contentType?: string | undefined;
    /** The serialization of form fields that differ from the default. */
    readonly fields?: Readonly<Record<string, FormField>>;
    /** The accepted media types, if not \`application/json\`. */
    readonly accept?: string;
    /** How the body of a success response is read; as JSON if absent. \`declared\` is by the media type of the response. */
    readonly answer?: "bytes" | "declared" | "stream" | "text";
    /** The input of the caller. */
    readonly input?: object;
    /** The options of this call. */
    readonly options?: CallOptions | undefined;
}
/** Sends requests. It rejects if the response is not a success. */
export interface Transport {
    /** Sends a request and resolves to the body of the response, or to undefined without one. */
    send<TAnswer>(request: OperationRequest): Promise<TAnswer>;
}
/** An operation as data. */
export interface OperationInfo {
    /** The id of the operation. */
    readonly id: string;
    /** The HTTP method, in capitals. */
    readonly method: string;
    /** The path, with its parameters in braces. */
    readonly path: string;
    /** The first tag. */
    readonly tag?: string;
    /** The success status; the lowest of several, 200 if the contract lists none. */
    readonly status: number;
    /** The other success statuses. */
    readonly otherStatuses?: readonly number[];
    /** Whether credentials are required. */
    readonly secured: boolean;
    /** The component of the request body. */
    readonly request?: string;
    /** The component of the body of a success response. */
    readonly response?: string;
    /** The component of the body of other responses, by status, range (\`4XX\`) or \`default\`; null for any other body. */
    readonly errors?: Readonly<Record<string, string | null>>;
    /** The server of this operation, if it differs from that of the document. */
    readonly server?: string;
}
/** A name, its value, and its serialization. */
export type Field = readonly [name: string, value: unknown, how?: FieldStyle];
/** Percent-encodes all but the unreserved characters of RFC 3986; \`encodeURIComponent\` leaves five reserved ones. */
export declare function encode(text: string): string;
/**
 * A path parameter, serialized by OpenAPI's table of styles.
 * URL parsers resolve \`.\` and \`..\` even if encoded, so these values are rejected, and so is the empty text.
 */
export declare function toSegment(name: string, value: unknown, how?: FieldStyle): string;
/** A cell of the columns simple, label and matrix of the table. */
export declare function expandPath(name: string, value: unknown, { style, explode }: FieldStyle): string;
/** A query of the defined values; undefined without any. */
export declare function toQuery(fields: readonly Field[]): string | undefined;
/** The pairs of one value in a query, a form or a cookie, encoded. */
export declare function encodedPairs(name: string, value: unknown, how: FieldStyle): [string, string][];
/** The pairs of one value without encoding, for the parts of a multipart form. */
export declare function plainPairs(name: string, value: unknown, how: FieldStyle): [string, string][];
/** Headers and cookies of the defined values; undefined without any. Headers are never percent-encoded. */
export declare function toHeaders(fields: readonly Field[], cookies?: readonly Field[]): Record<string, string> | undefined;
/** A body for \`fetch\`, and its media type. */
export interface EncodedBody {
    readonly body: RawBody;
    readonly contentType: string;
}
/**
 * Serializes the body of a request according to its media type: as JSON, as a form, or unchanged. Undefined without a body.
 *
 * @throws TypeError if the body cannot be sent with that media type.
 *
 * @example
 * encodeBody({ operation: "createPet", method: "POST", path: "/pets", body: { name: "Kenny" } });
 * // => { "body": "{\\"name\\":\\"Kenny\\"}", "contentType": "application/json" }
 */
export declare function encodeBody(request: OperationRequest): EncodedBody | undefined;
/** Options of \`fetchTransport\`. */
export interface FetchTransportOptions {
    /** Base URL of the service; the paths of the contract are appended to it. */
    readonly baseUrl: string;
    /** Headers of every request, such as \`authorization\`, or a function that returns them. @default none */
    readonly headers?: Readonly<Record<string, string>> | ((request: OperationRequest) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);
    /** Sends the requests. @default globalThis.fetch */
    readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
    /** Aborts all requests in progress. @default never */
    readonly signal?: AbortSignal;
}
/** The service responded with an error status. */
export declare class ApiError extends Error {
    readonly name = "ApiError";
    /** The id of the operation. */
    readonly operation: string;
    /** HTTP status. */
    readonly status: number;
    /** The body of the response: parsed if it is JSON, otherwise its text. */
    readonly body: unknown;
    /** The response; its body has been read. */
    readonly response: Response;
    constructor(request: OperationRequest, response: Response, body: unknown);
}
/** The path and query of a request, to append to a base URL. */
export declare function requestTarget({ path, query }: OperationRequest): string;
/**
 * Sends requests with \`fetch\`. It sends each request once, and throws an \`ApiError\` for an error status.
 *
 * @example
 * const transport = fetchTransport({ baseUrl: "https://api.example.com/v1", headers: { authorization: "Bearer …" } });
 * await listPets(transport, { limit: 10 });
 * // => [{ "id": 1, "name": "Kenny" }, …]
 */
export declare function fetchTransport(options: FetchTransportOptions): Transport;
/**
 * Reads the body of a success response as the operation requires: JSON, text, bytes or a stream; undefined without a body.
 *
 * @throws SyntaxError if JSON is expected and the body is not valid JSON.
 *
 * @example
 * await readAnswer(Response.json({ id: 1 }), { operation: "getPet", method: "GET", path: "/pets/1" });
 * // => { "id": 1 }
 */
export declare function readAnswer(response: Response, request: OperationRequest): Promise<unknown>;
/** One issue of a value. */
export interface ValidationIssue {
    readonly path: readonly PropertyKey[];
    readonly message: string;
}
/** A schema, such as one of zod. */
export interface Validator {
    safeParse(value: unknown): {
        readonly success: true;
    } | {
        readonly success: false;
        readonly error: {
            readonly issues: readonly ValidationIssue[];
        };
    };
}
/** The checks of one operation. Each schema is created on first use. */
export interface OperationValidators {
    /** Names of the required members of the input. */
    readonly required?: readonly string[];
    /** The parameters, by their names in the input. */
    readonly parameters?: Readonly<Record<string, () => Validator>>;
    /** The body, by its media type. */
    readonly body?: Readonly<Record<string, () => Validator>>;
    /** The schemas of success responses, of which one must match. Absent if a success response is not described. */
    readonly answer?: readonly (() => Validator)[];
    /** Whether a success response has no body. */
    readonly isEmpty?: boolean;
}
/** The checks, by the id of the operation. */
export type Validators = Readonly<Record<string, OperationValidators>>;
/** A request or a response that is invalid by the contract. */
export declare class ValidationError extends Error {
    readonly name = "ValidationError";
    /** The id of the operation. */
    readonly operation: string;
    /** \`request\`: it was not sent; \`answer\`: the response was invalid. */
    readonly direction: "request" | "answer";
    /** The issues; a path starts with \`body\`, \`answer\` or the name of a parameter. */
    readonly issues: readonly ValidationIssue[];
    constructor(operation: string, direction: "request" | "answer", issues: readonly ValidationIssue[]);
}
/**
 * Validates requests and responses, and passes both on unchanged. An invalid request is not sent.
 *
 * @throws ValidationError from every call whose parameters, body or response are invalid by the contract.
 *
 * @example
 * const transport = validatingTransport(fetchTransport({ baseUrl }), validators);
 * await createPet(transport, { body: JSON.parse(text) });
 * // => ValidationError: createPet: the request does not match the contract
 * //      body.name: Invalid input: expected string, received undefined
 */
export declare function validatingTransport<TTransport extends Transport>(transport: TTransport, validators: Validators): TTransport;
`;
