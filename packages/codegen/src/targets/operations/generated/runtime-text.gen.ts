// Generated from ../runtime by `npm run embed` in packages/codegen. Do not edit.

/** The runtime as JavaScript. */
export const OPERATIONS_RUNTIME_JS: string = `/** Encodes all but the unreserved characters of RFC 3986; \`encodeURIComponent\` leaves five of the reserved. */
export function encode(text) {
    // Most names and ids have nothing to encode, and to find that out is a tenth of the work.
    if (/^[\\w.~-]*$/.test(text))
        return text;
    if (/\\p{Surrogate}/u.test(text)) {
        throw new TypeError(\`invalid text: expected whole characters, received \${JSON.stringify(text)}\`);
    }
    return encodeURIComponent(text).replace(/[!'()*]/g, (c) => \`%\${c.charCodeAt(0).toString(16).toUpperCase()}\`);
}
/** Keeps what may stand in a value of a query; \`#\` \`[\` \`]\` may not, \`&\` and \`+\` mean something there. */
function encodeReserved(text) {
    return text.replace(/%[\\dA-Fa-f]{2}|[\\w.~:/?@!$'(),;*=-]+|[^%\\w.~:/?@!$'(),;*=-]+|%/g, (part) => /^(?:%..|[\\w.~:/?@!$'(),;*=-]+)$/.test(part) ? part : encode(part));
}
function same(text) {
    return text;
}
/** The styles leave objects inside of objects open; they are written as JSON. */
function textOf(value) {
    return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
/** The members of an object or a list that are there, as text. */
function entriesOf(value) {
    return Object.entries(value).flatMap(([key, member]) => member === undefined || member === null ? [] : [[key, textOf(member)]]);
}
/**
 * A value of a path, as OpenAPI's table of styles says.
 * URL parsers resolve dots even when they are encoded, so those cannot be sent, and neither can nothing.
 */
export function toSegment(name, value, how = {}) {
    const text = value === undefined || value === null ? "" : expandPath(name, value, how);
    if (text === "" || text === "." || text === "..") {
        const received = typeof value === "string" ? text : (JSON.stringify(value) ?? "undefined");
        throw new TypeError(\`invalid \${name}: expected a text that can stand in a path, received \${typeof value === "string" ? JSON.stringify(received) : received}\`);
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
/** A query of the values that are there; undefined when none is. */
export function toQuery(fields) {
    let query;
    for (const [name, value, how = {}] of fields) {
        // Most parameters are left out most of the time.
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
/** The pairs of one value, as they are: for the parts of a multipart form. */
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
/** \`a[b][c]=1\` of any depth. The table leaves lists open; their items are counted, \`a[0]=1\`, as the services do that use it. */
function deepPairs(name, value, key, text) {
    return Object.entries(value).flatMap(([member, each]) => {
        const inner = \`\${name}[\${member}]\`;
        if (each === undefined || each === null)
            return [];
        return typeof each === "object" ? deepPairs(inner, each, key, text) : [[key(inner), text(String(each))]];
    });
}
/** Headers and cookies of the values that are there; undefined when none is. Headers are never percent-encoded. */
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
 * Writes the body of a request as its media type says: JSON, a form, or as it is. Undefined when there is none.
 *
 * @throws TypeError when the body cannot be sent as that media type.
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
    // Bytes of a shared buffer cannot be sent.
    if (body instanceof Uint8Array && body.buffer instanceof ArrayBuffer)
        return body;
    throw new TypeError(\`invalid body: expected a text or bytes for \${contentType}, received \${typeof body}\`);
}
function fieldOf(fields, name) {
    return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
/** Texts as they are, lists as repeated members, objects as JSON, unless the contract says otherwise. */
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
/** Written here, because a part of \`FormData\` that has a media type is always a file. */
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
/** A part is taken for a file only when it has a filename. */
function fileOf(file) {
    if (file instanceof Blob || file instanceof Uint8Array)
        return fileOf({ data: file });
    const { data } = file;
    const name = data instanceof Blob && "name" in data && typeof data.name === "string" ? data.name : "blob";
    const type = data instanceof Blob && data.type !== "" ? data.type : undefined;
    return { data, filename: file.filename ?? name, contentType: file.contentType ?? type };
}
/** As browsers write the names of parts. */
function quoted(text) {
    return text.replace(/["\\r\\n]/g, (c) => (c === '"' ? "%22" : c === "\\r" ? "%0D" : "%0A"));
}
/** The service answered, and not with success. */
export class ApiError extends Error {
    name = "ApiError";
    /** The id of the operation. */
    operation;
    /** HTTP status. */
    status;
    /** The body of the answer: parsed when it is JSON, else its text. */
    body;
    /** The answer, its body read. */
    response;
    constructor(request, response, body) {
        super(\`\${request.method} \${request.path} answered \${response.status} \${response.statusText}\`.trimEnd());
        this.operation = request.operation;
        this.status = response.status;
        this.body = body;
        this.response = response;
    }
}
/** The path and the query of a request, as they follow the address of a service. */
export function requestTarget({ path, query }) {
    if (query === undefined)
        return path;
    return \`\${path}\${path.includes("?") ? "&" : "?"}\${query}\`;
}
/**
 * Carries requests with \`fetch\`. It sends each request once, and throws an \`ApiError\` for an answer that is no success.
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
                // A cookie of the caller and those of the operation go together.
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
            // The contract says what the body is; \`validatingTransport\` checks it.
            return (await readAnswer(response, request));
        },
    };
}
/** The first of those that may end a call. */
function signalOf(all, { options = {} }) {
    const { signal, timeout } = options;
    const signals = [all, signal, timeout === undefined ? undefined : AbortSignal.timeout(timeout)];
    const given = signals.filter((each) => each !== undefined);
    return given.length > 1 ? AbortSignal.any(given) : given[0];
}
/**
 * Reads the body of a success as the operation says: as JSON, text, bytes or a stream; undefined when there is none.
 *
 * @throws SyntaxError when JSON is expected, and the body is none.
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
/** Something that is sent or came back is not what the contract says. */
export class ValidationError extends Error {
    name = "ValidationError";
    /** The id of the operation. */
    operation;
    /** Which way it went: a \`request\` was not sent, an \`answer\` came back. */
    direction;
    /** What is wrong; a path starts with \`body\`, \`answer\` or the name of a parameter. */
    issues;
    constructor(operation, direction, issues) {
        const lines = issues.map(({ path, message }) => \`  \${path.map(String).join(".")}: \${message}\`);
        super(\`\${operation}: the \${direction} is not what the contract says\\n\${lines.join("\\n")}\`);
        this.operation = operation;
        this.direction = direction;
        this.issues = issues;
    }
}
/**
 * Checks what goes out and what comes in, and hands both on as they are. A request that is wrong is not sent.
 *
 * @throws ValidationError from every call whose parameters, body or answer break the contract.
 *
 * @example
 * const transport = validatingTransport(fetchTransport({ baseUrl }), validators);
 * await createPet(transport, { body: JSON.parse(text) });
 * // => ValidationError: createPet: the request is not what the contract says
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
export const OPERATIONS_RUNTIME_DTS: string = `/** What can be sent without being written as JSON or as a form. */
export type RawBody = string | Uint8Array<ArrayBuffer> | ArrayBuffer | Blob | ReadableStream<Uint8Array>;
/** A file in a form: its bytes, or its bytes with a name and a media type. */
export type FormFile = Blob | Uint8Array<ArrayBuffer> | {
    readonly data: string | Blob | Uint8Array<ArrayBuffer>;
    /** @default the name of the data when it is a \`File\`, else \`blob\` */
    readonly filename?: string | undefined;
    /** @default the type of the data when it is a \`Blob\`, else that of the contract, else \`application/octet-stream\` */
    readonly contentType?: string | undefined;
};
/** How one value is written, in the words of OpenAPI's table of styles; \`json\` is for values that are written as JSON. */
export interface FieldStyle {
    readonly style?: "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "json";
    /** @default true for the styles form and deepObject, else false */
    readonly explode?: boolean;
    /** Whether \`:/?@!$'(),;*=\` and escapes that are there already stay as they are. @default false */
    readonly allowReserved?: boolean;
}
/** How one member of a form is written. */
export interface FormField extends FieldStyle {
    /** Media type of a part of a multipart form. */
    readonly contentType?: string;
}
/** What can differ from call to call. */
export interface CallOptions {
    /** Aborts this call. */
    readonly signal?: AbortSignal | undefined;
    /** Milliseconds that one try of this call may take until its answer is read. */
    readonly timeout?: number | undefined;
    /** Headers beside those of the transport; one of the same name takes its place. */
    readonly headers?: Readonly<Record<string, string>> | undefined;
    /** \`false\` to send this call once only, whatever the transport would try again. */
    readonly retry?: false | undefined;
}
/** One request, before anything about hosts or keys is known. */
export interface OperationRequest {
    /** The id of the operation. */
    readonly operation: string;
    /** The HTTP method, in capitals. */
    readonly method: string;
    /** The path, with its values filled in and percent-encoded. */
    readonly path: string;
    /** The query, percent-encoded and without its question mark. */
    readonly query?: string | undefined;
    /** Headers that the operation has as parameters, cookies among them. */
    readonly headers?: Readonly<Record<string, string>> | undefined;
    /** What to send, as the caller gave it. \`encodeBody\` writes it. */
    readonly body?: unknown;
    /** \`bytes\` when the body is sent as it is, though its media type is one that would be written. */
    readonly encoding?: "bytes" | undefined;
    /** What the body is declared as, where that is not \`application/json\`. */
    readonly contentType?: string | undefined;
    /** How the members of a form are written, where that is not the usual way. */
    readonly fields?: Readonly<Record<string, FormField>>;
    /** The media types that the caller can read, where that is not \`application/json\`. */
    readonly accept?: string;
    /** How the body of a success is read; as JSON when absent. \`declared\` is by the media type of the answer. */
    readonly answer?: "bytes" | "declared" | "stream" | "text";
    /** All that the caller gave, by its names in the input. */
    readonly input?: object;
    /** What the caller wants of this call alone. */
    readonly options?: CallOptions | undefined;
}
/** What carries requests. It rejects when the answer is not a success. */
export interface Transport {
    /** Sends a request and resolves to the body of the answer, or to undefined when it has none. */
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
    /** The status of a success; the lowest where there are several, 200 where the contract names none. */
    readonly status: number;
    /** The other statuses of a success. */
    readonly otherStatuses?: readonly number[];
    /** Whether a caller must show who they are. */
    readonly secured: boolean;
    /** The component that the request body is. */
    readonly request?: string;
    /** The component that the body of a success is. */
    readonly response?: string;
    /** The component that the body of each other answer is, by status, range (\`4XX\`) or \`default\`; null for any other body. */
    readonly errors?: Readonly<Record<string, string | null>>;
    /** The server of this operation, where it has one of its own. */
    readonly server?: string;
}
/** A name, its value, and how the value is written. */
export type Field = readonly [name: string, value: unknown, how?: FieldStyle];
/** Encodes all but the unreserved characters of RFC 3986; \`encodeURIComponent\` leaves five of the reserved. */
export declare function encode(text: string): string;
/**
 * A value of a path, as OpenAPI's table of styles says.
 * URL parsers resolve dots even when they are encoded, so those cannot be sent, and neither can nothing.
 */
export declare function toSegment(name: string, value: unknown, how?: FieldStyle): string;
/** A cell of the columns simple, label and matrix of the table. */
export declare function expandPath(name: string, value: unknown, { style, explode }: FieldStyle): string;
/** A query of the values that are there; undefined when none is. */
export declare function toQuery(fields: readonly Field[]): string | undefined;
/** The pairs of one value in a query, a form or a cookie, encoded. */
export declare function encodedPairs(name: string, value: unknown, how: FieldStyle): [string, string][];
/** The pairs of one value, as they are: for the parts of a multipart form. */
export declare function plainPairs(name: string, value: unknown, how: FieldStyle): [string, string][];
/** Headers and cookies of the values that are there; undefined when none is. Headers are never percent-encoded. */
export declare function toHeaders(fields: readonly Field[], cookies?: readonly Field[]): Record<string, string> | undefined;
/** A body as \`fetch\` takes it, and what it is declared as. */
export interface EncodedBody {
    readonly body: RawBody;
    readonly contentType: string;
}
/**
 * Writes the body of a request as its media type says: JSON, a form, or as it is. Undefined when there is none.
 *
 * @throws TypeError when the body cannot be sent as that media type.
 *
 * @example
 * encodeBody({ operation: "createPet", method: "POST", path: "/pets", body: { name: "Kenny" } });
 * // => { "body": "{\\"name\\":\\"Kenny\\"}", "contentType": "application/json" }
 */
export declare function encodeBody(request: OperationRequest): EncodedBody | undefined;
/** Where a service is, and how it is spoken to. */
export interface FetchTransportOptions {
    /** Address of the service; the paths of the contract are appended to it. */
    readonly baseUrl: string;
    /** Headers of every request, such as \`authorization\`, or what makes them anew for each. @default none */
    readonly headers?: Readonly<Record<string, string>> | ((request: OperationRequest) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);
    /** What sends the requests. @default globalThis.fetch */
    readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
    /** Aborts everything that is under way. @default never */
    readonly signal?: AbortSignal;
}
/** The service answered, and not with success. */
export declare class ApiError extends Error {
    readonly name = "ApiError";
    /** The id of the operation. */
    readonly operation: string;
    /** HTTP status. */
    readonly status: number;
    /** The body of the answer: parsed when it is JSON, else its text. */
    readonly body: unknown;
    /** The answer, its body read. */
    readonly response: Response;
    constructor(request: OperationRequest, response: Response, body: unknown);
}
/** The path and the query of a request, as they follow the address of a service. */
export declare function requestTarget({ path, query }: OperationRequest): string;
/**
 * Carries requests with \`fetch\`. It sends each request once, and throws an \`ApiError\` for an answer that is no success.
 *
 * @example
 * const transport = fetchTransport({ baseUrl: "https://api.example.com/v1", headers: { authorization: "Bearer …" } });
 * await listPets(transport, { limit: 10 });
 * // => [{ "id": 1, "name": "Kenny" }, …]
 */
export declare function fetchTransport(options: FetchTransportOptions): Transport;
/**
 * Reads the body of a success as the operation says: as JSON, text, bytes or a stream; undefined when there is none.
 *
 * @throws SyntaxError when JSON is expected, and the body is none.
 *
 * @example
 * await readAnswer(Response.json({ id: 1 }), { operation: "getPet", method: "GET", path: "/pets/1" });
 * // => { "id": 1 }
 */
export declare function readAnswer(response: Response, request: OperationRequest): Promise<unknown>;
/** One thing that is wrong with a value. */
export interface ValidationIssue {
    readonly path: readonly PropertyKey[];
    readonly message: string;
}
/** A schema, as zod's are. */
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
/** What is checked of one operation. Each schema is made when it is first needed. */
export interface OperationValidators {
    /** What has to be given, by its names in the input. */
    readonly required?: readonly string[];
    /** The parameters, by their names in the input. */
    readonly parameters?: Readonly<Record<string, () => Validator>>;
    /** The body, by its media type. */
    readonly body?: Readonly<Record<string, () => Validator>>;
    /** What a success may be; one of them has to hold. Absent when some success is not described. */
    readonly answer?: readonly (() => Validator)[];
    /** Whether some success has no body. */
    readonly isEmpty?: boolean;
}
/** What is checked, by the id of the operation. */
export type Validators = Readonly<Record<string, OperationValidators>>;
/** Something that is sent or came back is not what the contract says. */
export declare class ValidationError extends Error {
    readonly name = "ValidationError";
    /** The id of the operation. */
    readonly operation: string;
    /** Which way it went: a \`request\` was not sent, an \`answer\` came back. */
    readonly direction: "request" | "answer";
    /** What is wrong; a path starts with \`body\`, \`answer\` or the name of a parameter. */
    readonly issues: readonly ValidationIssue[];
    constructor(operation: string, direction: "request" | "answer", issues: readonly ValidationIssue[]);
}
/**
 * Checks what goes out and what comes in, and hands both on as they are. A request that is wrong is not sent.
 *
 * @throws ValidationError from every call whose parameters, body or answer break the contract.
 *
 * @example
 * const transport = validatingTransport(fetchTransport({ baseUrl }), validators);
 * await createPet(transport, { body: JSON.parse(text) });
 * // => ValidationError: createPet: the request is not what the contract says
 * //      body.name: Invalid input: expected string, received undefined
 */
export declare function validatingTransport<TTransport extends Transport>(transport: TTransport, validators: Validators): TTransport;
`;
