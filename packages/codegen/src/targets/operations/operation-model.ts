import type { NormalisedSchema } from "../../normalise/normalised-document.ts";

export type ParameterPlace = "path" | "query" | "header" | "cookie";

/** The serialization of a value; absent members have the defaults of its place. */
export interface ParameterStyle {
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: true;
}

/** One parameter of an operation. */
export interface OperationParameter {
  /** Name in the request. */
  readonly name: string;
  /** Name in the input: the same, unless another member of the input has that name. */
  readonly member: string;
  readonly in: ParameterPlace;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly type: string;
  readonly how: ParameterStyle;
  readonly description: string | undefined;
  readonly schema: NormalisedSchema;
}

/** The serialization of a form field. */
export interface FieldModel extends ParameterStyle {
  readonly contentType?: string;
}

/** One type of the request body, with its media types. */
export interface BodyChoice {
  readonly type: string;
  /** Its media types; the first is the default. */
  readonly contentTypes: readonly string[];
  /** Whether the media type is a range, so that the caller must give one. */
  readonly isRange: boolean;
  /** Whether it is sent without serialization. */
  readonly isBytes: boolean;
  readonly component: string | undefined;
  readonly fields: Readonly<Record<string, FieldModel>>;
  /** The schema for validation; undefined if every value is valid. */
  readonly schema: NormalisedSchema | undefined;
}

export interface OperationBody {
  readonly isRequired: boolean;
  /** The first is the default. */
  readonly choices: readonly [BodyChoice, ...BodyChoice[]];
}

export type AnswerKind = "bytes" | "declared" | "stream" | "text" | undefined;

export interface OperationAnswer {
  readonly type: string;
  readonly component: string | undefined;
  /** How it is parsed; undefined for JSON. */
  readonly kind: AnswerKind;
  /** The Accept header; undefined for `application/json`. */
  readonly accept: string | undefined;
  /** The schemas of success responses; undefined if one of them is not described. */
  readonly schemas: readonly NormalisedSchema[] | undefined;
  /** Whether a success response has no body. */
  readonly isEmpty: boolean;
}

export interface OperationModel {
  /** Name of the function. */
  readonly id: string;
  /** Name of the interface of its input. */
  readonly inputName: string;
  /** Name of the type alias for its entry in `paths`. */
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
