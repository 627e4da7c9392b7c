/** A body that is sent without serialization. */
export type RawBody = string | Uint8Array<ArrayBuffer> | ArrayBuffer | Blob | ReadableStream<Uint8Array>;

/** A file in a form: its bytes, or its bytes with a name and a media type. */
export type FormFile =
  | Blob
  | Uint8Array<ArrayBuffer>
  | {
      readonly data: string | Blob | Uint8Array<ArrayBuffer>;
      /** @default the name of the data when it is a `File`, else `blob` */
      readonly filename?: string | undefined;
      /** @default the type of the data when it is a `Blob`, else that of the contract, else `application/octet-stream` */
      readonly contentType?: string | undefined;
    };

/** How one value is serialized, by OpenAPI's table of styles; `json` is for values that are serialized as JSON. */
export interface FieldStyle {
  readonly style?: "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "json";
  /** @default true for the styles form and deepObject, else false */
  readonly explode?: boolean;
  /** Whether `:/?@!$'(),;*=` and existing escapes are kept. @default false */
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
  /** `false` to send this call only once, even if the transport retries. */
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
  /** The body as given by the caller. `encodeBody` serializes it. */
  readonly body?: unknown;
  /** `bytes` if the body is sent unchanged, although its media type would be serialized. */
  readonly encoding?: "bytes" | undefined;
  /** The media type of the body, if it is not `application/json`. */
  readonly contentType?: string | undefined;
  /** The serialization of form fields that differ from the default. */
  readonly fields?: Readonly<Record<string, FormField>>;
  /** The accepted media types, if not `application/json`. */
  readonly accept?: string;
  /** How the body of a success response is read; as JSON if absent. `declared` is by the media type of the response. */
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
  /** The component of the body of other responses, by status, range (`4XX`) or `default`; null for any other body. */
  readonly errors?: Readonly<Record<string, string | null>>;
  /** The server of this operation, if it differs from that of the document. */
  readonly server?: string;
}
