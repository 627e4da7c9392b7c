export interface CodeInfo {
  /** Description of the change. */
  readonly description: string;
  /** Why it breaks senders, if it does. */
  readonly request?: string;
  /** Why it breaks readers, if it does. */
  readonly response?: string;
}

/** Name of a kind of change. It stays stable; the wording may change. */
export type ChangeCode =
  | "operation_added"
  | "operation_removed"
  | "deprecated_operation_removed"
  | "operation_deprecated"
  | "operation_id_changed"
  | "path_parameter_renamed"
  | "servers_changed"
  | "security_stricter"
  | "security_looser"
  | "security_scheme_changed"
  | "required_parameter_added"
  | "parameter_added"
  | "parameter_removed"
  | "parameter_moved"
  | "parameter_required"
  | "parameter_optional"
  | "parameter_style_changed"
  | "parameter_deprecated"
  | "required_request_body_added"
  | "request_body_added"
  | "request_body_removed"
  | "request_body_required"
  | "request_body_optional"
  | "media_type_added"
  | "media_type_removed"
  | "encoding_changed"
  | "response_added"
  | "response_removed"
  | "error_response_added"
  | "error_response_removed"
  | "header_added"
  | "header_removed"
  | "header_required"
  | "header_optional"
  | "type_changed"
  | "type_narrowed"
  | "type_widened"
  | "nullable_added"
  | "nullable_removed"
  | "value_added"
  | "value_removed"
  | "const_changed"
  | "values_limited"
  | "values_opened"
  | "bound_tightened"
  | "bound_loosened"
  | "multiple_of_changed"
  | "pattern_added"
  | "pattern_removed"
  | "pattern_changed"
  | "format_added"
  | "format_removed"
  | "format_changed"
  | "property_added"
  | "required_property_added"
  | "property_removed"
  | "required_property_removed"
  | "property_required"
  | "property_optional"
  | "additional_properties_closed"
  | "additional_properties_opened"
  | "additional_properties_typed"
  | "additional_properties_untyped"
  | "pattern_properties_added"
  | "pattern_properties_removed"
  | "property_names_limited"
  | "property_names_opened"
  | "dependency_added"
  | "dependency_removed"
  | "unique_items_added"
  | "unique_items_removed"
  | "contains_added"
  | "contains_removed"
  | "union_member_added"
  | "union_member_removed"
  | "union_overlap"
  | "union_added"
  | "union_removed"
  | "all_of_added"
  | "all_of_removed"
  | "condition_added"
  | "condition_removed"
  | "undecided"
  | "default_changed"
  | "discriminator_changed"
  | "schema_deprecated"
  | "read_only_changed"
  | "write_only_changed"
  | "component_added"
  | "component_removed"
  | "documentation_changed";

const REFUSED = "values that were valid may be rejected";
const UNKNOWN = "clients may receive values that they do not know";
const MISSED = "clients that rely on it no longer receive it";
const IGNORED = "clients that send it are rejected, or it is ignored";

/** Descriptions of the kinds of changes, and why they break senders or readers. */
export const CHANGE_CODES: Readonly<Record<ChangeCode, CodeInfo>> = {
  operation_added: { description: "The new document has an operation that the old one does not have." },
  operation_removed: {
    description: "An operation was removed.",
    request: "clients that call it fail",
    response: "clients that call it fail",
  },
  deprecated_operation_removed: {
    description: "A deprecated operation was removed.",
    request: "clients that still call it fail",
    response: "clients that still call it fail",
  },
  operation_deprecated: { description: "An operation was deprecated." },
  operation_id_changed: { description: "The operationId changed, so generated functions have other names." },
  path_parameter_renamed: { description: "A path parameter was renamed; the URLs are the same." },
  servers_changed: { description: "The server list changed." },
  security_stricter: {
    description: "Credentials that were sufficient no longer are.",
    request: "clients with the earlier credentials are rejected",
  },
  security_looser: { description: "Credentials that were insufficient now suffice." },
  security_scheme_changed: {
    description: "A security scheme changed, so credentials are obtained or sent differently.",
    request: "clients that send their credentials as before are rejected",
  },
  required_parameter_added: { description: "A required parameter was added.", request: REFUSED },
  parameter_added: { description: "An optional parameter was added." },
  parameter_removed: { description: "A parameter was removed.", request: IGNORED, response: MISSED },
  parameter_moved: {
    description: "A parameter moved, for example from the query to a header.",
    request: IGNORED,
    response: MISSED,
  },
  parameter_required: { description: "An optional parameter became required.", request: REFUSED },
  parameter_optional: { description: "A required parameter became optional.", response: MISSED },
  parameter_style_changed: {
    description: "The serialization of a parameter changed (style, explode, allowReserved, content).",
    request: "values sent as before are parsed differently",
    response: "received values are parsed differently",
  },
  parameter_deprecated: { description: "A parameter was deprecated." },
  required_request_body_added: { description: "A required request body was added.", request: REFUSED },
  request_body_added: { description: "An optional request body was added." },
  request_body_removed: { description: "The request body was removed.", request: IGNORED, response: MISSED },
  request_body_required: { description: "The request body became required.", request: REFUSED },
  request_body_optional: { description: "The request body became optional.", response: MISSED },
  media_type_added: { description: "A media type of a request or response was added.", response: UNKNOWN },
  media_type_removed: {
    description: "A media type of a request or response was removed.",
    request: IGNORED,
    response: "clients that accept only it no longer receive it",
  },
  encoding_changed: {
    description: "The encoding of form fields changed.",
    request: "values sent as before are parsed differently",
    response: "received values are parsed differently",
  },
  response_added: {
    description: "A success status was added.",
    response: "clients may receive a status that they do not expect",
  },
  response_removed: {
    description: "A success status was removed.",
    request: IGNORED,
    response: "clients that expect it never receive it",
  },
  error_response_added: { description: "An error status was added." },
  error_response_removed: { description: "An error status was removed." },
  header_added: { description: "A response header was added.", request: REFUSED },
  header_removed: { description: "A response header was removed.", request: IGNORED, response: MISSED },
  header_required: { description: "A response header became required.", request: REFUSED },
  header_optional: { description: "A response header became optional.", response: MISSED },
  type_changed: { description: "The valid types changed.", request: REFUSED, response: UNKNOWN },
  type_narrowed: { description: "Fewer types are valid.", request: REFUSED },
  type_widened: { description: "More types are valid.", response: UNKNOWN },
  nullable_added: { description: "The value null became valid.", response: "clients may receive null" },
  nullable_removed: { description: "The value null became invalid.", request: "clients that send null are rejected" },
  value_added: { description: "Values were added to an enum.", response: UNKNOWN },
  value_removed: { description: "Values were removed from an enum.", request: "clients that send them are rejected" },
  const_changed: { description: "The constant changed.", request: REFUSED, response: UNKNOWN },
  values_limited: { description: "An enum was added: only listed values are valid.", request: REFUSED },
  values_opened: { description: "An enum was removed: values need not be listed.", response: UNKNOWN },
  bound_tightened: { description: "A limit (of a number, a length, a count, …) became stricter.", request: REFUSED },
  bound_loosened: { description: "A limit (of a number, a length, a count, …) became looser.", response: UNKNOWN },
  multiple_of_changed: { description: "The divisor in multipleOf changed.", request: REFUSED, response: UNKNOWN },
  pattern_added: { description: "A pattern was added.", request: REFUSED },
  pattern_removed: { description: "A pattern was removed.", response: UNKNOWN },
  pattern_changed: { description: "A pattern changed.", request: REFUSED, response: UNKNOWN },
  format_added: { description: "A format was added.", request: REFUSED },
  format_removed: { description: "A format was removed.", response: UNKNOWN },
  format_changed: { description: "A format changed.", request: REFUSED, response: UNKNOWN },
  property_added: {
    description: "An optional property was added.",
    request: "clients may have sent another value under that name",
    response: "clients that reject unknown properties reject it",
  },
  required_property_added: {
    description: "A required property was added.",
    request: REFUSED,
    response: "clients that reject unknown properties reject it",
  },
  property_removed: { description: "An optional property was removed.", request: IGNORED, response: UNKNOWN },
  required_property_removed: { description: "A required property was removed.", request: IGNORED, response: MISSED },
  property_required: { description: "A property became required.", request: REFUSED },
  property_optional: { description: "A property became optional.", response: MISSED },
  additional_properties_closed: { description: "Unlisted properties became invalid.", request: REFUSED },
  additional_properties_opened: { description: "Unlisted properties became valid.", response: UNKNOWN },
  additional_properties_typed: { description: "Unlisted properties must now match a schema.", request: REFUSED },
  additional_properties_untyped: {
    description: "Unlisted properties need not match a schema any more.",
    response: UNKNOWN,
  },
  pattern_properties_added: {
    description: "Properties whose names match a pattern must now match a schema.",
    request: REFUSED,
    response: UNKNOWN,
  },
  pattern_properties_removed: {
    description: "Properties whose names match a pattern need not match a schema any more.",
    request: REFUSED,
    response: UNKNOWN,
  },
  property_names_limited: { description: "Names of properties must now match a schema.", request: REFUSED },
  property_names_opened: { description: "Names of properties need not match a schema any more.", response: UNKNOWN },
  dependency_added: { description: "A property now requires other properties.", request: REFUSED },
  dependency_removed: { description: "A property no longer requires other properties.", response: UNKNOWN },
  unique_items_added: { description: "Items must now be unique.", request: REFUSED },
  unique_items_removed: { description: "Items need not be unique any more.", response: UNKNOWN },
  contains_added: { description: "An array must now contain matching items.", request: REFUSED },
  contains_removed: { description: "An array need not contain matching items any more.", response: UNKNOWN },
  union_member_added: { description: "A union member was added.", response: UNKNOWN },
  union_member_removed: { description: "A union member was removed.", request: REFUSED },
  union_overlap: {
    description: "Values that matched one member of a oneOf may match two, which makes them invalid.",
    request: "values that matched one member may match two, which is rejected",
    response: "received values may match two members of the old union, which clients reject",
  },
  union_added: { description: "Values must now also match a union.", request: REFUSED },
  union_removed: { description: "Values need not match a union any more.", response: UNKNOWN },
  all_of_added: { description: "A member of allOf was added.", request: REFUSED },
  all_of_removed: { description: "A member of allOf was removed.", response: UNKNOWN },
  condition_added: { description: "A not, if or dependentSchemas was added.", request: REFUSED },
  condition_removed: { description: "A not, if or dependentSchemas was removed.", response: UNKNOWN },
  undecided: {
    description: "A change whose effect cannot be decided, so it counts as breaking both.",
    request: "valid requests may have become invalid",
    response: "responses may contain values that were invalid before",
  },
  default_changed: { description: "A default changed." },
  discriminator_changed: { description: "A discriminator changed; the effects are listed at the members." },
  schema_deprecated: { description: "A schema or a property was deprecated." },
  read_only_changed: { description: "The readOnly flag changed." },
  write_only_changed: { description: "The writeOnly flag changed." },
  component_added: { description: "A component was added." },
  component_removed: { description: "A component was removed; the effects are listed where it was used." },
  documentation_changed: { description: "A title, a description or an example changed." },
};

/** Why a change of this kind breaks senders or readers. */
export function reasonOf(code: ChangeCode, side: "request" | "response"): string | undefined {
  return CHANGE_CODES[code][side];
}
