import type { NormalisedSchema } from "../../normalise/normalised-document.ts";

export type ParameterPlace = "path" | "query" | "header" | "cookie";

/** How a value is written; what is absent is the default of the place. */
export interface ParameterStyle {
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: true;
}

/** One value that a caller gives. */
export interface OperationParameter {
  /** In the request. */
  readonly name: string;
  /** In the input: the same, unless another member of the input has that name. */
  readonly member: string;
  readonly in: ParameterPlace;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly type: string;
  readonly how: ParameterStyle;
  readonly description: string | undefined;
  readonly schema: NormalisedSchema;
}

/** How one member of a form is written. */
export interface FieldModel extends ParameterStyle {
  readonly contentType?: string;
}

/** One way to send a body: its type under the media types that it has. */
export interface BodyChoice {
  readonly type: string;
  /** What it may be declared as; the first unless a caller says otherwise. */
  readonly contentTypes: readonly string[];
  /** Whether the media type is a range, so that the caller has to name one. */
  readonly isRange: boolean;
  /** Whether it is sent as it is. */
  readonly isBytes: boolean;
  readonly component: string | undefined;
  readonly fields: Readonly<Record<string, FieldModel>>;
  /** What the value is checked against; undefined when nothing can be said about it. */
  readonly schema: NormalisedSchema | undefined;
}

export interface OperationBody {
  readonly isRequired: boolean;
  /** The first is sent unless a caller says otherwise. */
  readonly choices: readonly [BodyChoice, ...BodyChoice[]];
}

export type AnswerKind = "bytes" | "declared" | "stream" | "text" | undefined;

export interface OperationAnswer {
  readonly type: string;
  readonly component: string | undefined;
  /** How it is read; undefined for JSON. */
  readonly kind: AnswerKind;
  /** What is asked for; undefined for `application/json`. */
  readonly accept: string | undefined;
  /** What a success may be; undefined when some success is not described. */
  readonly schemas: readonly NormalisedSchema[] | undefined;
  /** Whether some success has no body. */
  readonly isEmpty: boolean;
}

export interface OperationModel {
  /** The name of the function. */
  readonly id: string;
  /** The name of the interface of its input. */
  readonly inputName: string;
  /** The name of the alias that its types are found under. */
  readonly typesName: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly tag: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly isDeprecated: boolean;
  readonly isSecured: boolean;
  readonly server: string | undefined;
  readonly parameters: readonly OperationParameter[];
  readonly body: OperationBody | undefined;
  readonly status: number;
  readonly otherStatuses: readonly number[];
  readonly answer: OperationAnswer;
  readonly errors: Readonly<Record<string, string | null>>;
}
