/** What can be sent without being written as JSON or as a form. */
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

/** How one value is written, in the words of OpenAPI's table of styles; `json` is for values that are written as JSON. */
export interface FieldStyle {
  readonly style?: "simple" | "label" | "matrix" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "json";
  /** @default true for the styles form and deepObject, else false */
  readonly explode?: boolean;
  /** Whether `:/?@!$'(),;*=` and escapes that are there already stay as they are. @default false */
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
  /** `false` to send this call once only, whatever the transport would try again. */
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
  /** What to send, as the caller gave it. `encodeBody` writes it. */
  readonly body?: unknown;
  /** `bytes` when the body is sent as it is, though its media type is one that would be written. */
  readonly encoding?: "bytes" | undefined;
  /** What the body is declared as, where that is not `application/json`. */
  readonly contentType?: string | undefined;
  /** How the members of a form are written, where that is not the usual way. */
  readonly fields?: Readonly<Record<string, FormField>>;
  /** The media types that the caller can read, where that is not `application/json`. */
  readonly accept?: string;
  /** How the body of a success is read; as JSON when absent. `declared` is by the media type of the answer. */
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
  /** The component that the body of each other answer is, by status, range (`4XX`) or `default`; null for any other body. */
  readonly errors?: Readonly<Record<string, string | null>>;
  /** The server of this operation, where it has one of its own. */
  readonly server?: string;
}
