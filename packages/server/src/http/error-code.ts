/** The values of `code` in an error answer. */
export const ERROR_CODE = {
  badArgument: "BadArgument",
  invalidAuthentication: "InvalidAuthentication",
  forbidden: "Forbidden",
  objectNotFound: "ObjectNotFound",
  methodNotAllowed: "MethodNotAllowed",
  stateConflict: "StateConflict",
  bodyTooLarge: "BodyTooLarge",
  unsupportedMediaType: "UnsupportedMediaType",
  connectionTestFailed: "ConnectionTestFailed",
  internalError: "InternalError",
} as const;

export type ErrorCode = (typeof ERROR_CODE)[keyof typeof ERROR_CODE];
