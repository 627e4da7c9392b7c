export interface CodeInfo {
  /** What the code stands for. */
  readonly says: string;
  /** Why it hurts those who send, where it does. */
  readonly request?: string;
  /** Why it hurts those who read, where it does. */
  readonly response?: string;
}

/** Name of a kind of change. It stays stable; the sentences may be reworded. */
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

const REFUSED = "what was sent so far may be refused";
const UNKNOWN = "what is read may be something that clients do not know";
const MISSED = "clients that rely on it no longer get it";
const IGNORED = "clients that send it are refused or no longer understood";

/** What each kind of change stands for, and why it hurts where it does. */
export const CHANGE_CODES: Readonly<Record<ChangeCode, CodeInfo>> = {
  operation_added: { says: "The new document has an operation that the old one does not have." },
  operation_removed: {
    says: "An operation is gone.",
    request: "clients that call it fail",
    response: "clients that call it fail",
  },
  deprecated_operation_removed: {
    says: "An operation that was deprecated is gone.",
    request: "clients that still call it fail",
    response: "clients that still call it fail",
  },
  operation_deprecated: { says: "An operation is deprecated now." },
  operation_id_changed: { says: "An operation has another operationId, so generated functions have other names." },
  path_parameter_renamed: { says: "A parameter of a path has another name; the URLs are the same." },
  servers_changed: { says: "The servers are others." },
  security_stricter: {
    says: "Credentials that were enough no longer are.",
    request: "clients with the credentials of before are refused",
  },
  security_looser: { says: "Credentials that were not enough are now." },
  security_scheme_changed: {
    says: "A security scheme is another, so credentials are obtained or sent in another way.",
    request: "clients that send their credentials as before are refused",
  },
  required_parameter_added: { says: "There is a new parameter that must be sent.", request: REFUSED },
  parameter_added: { says: "There is a new parameter that may be sent." },
  parameter_removed: { says: "A parameter is gone.", request: IGNORED, response: MISSED },
  parameter_moved: {
    says: "A parameter is sent in another place, such as a header instead of the query.",
    request: IGNORED,
    response: MISSED,
  },
  parameter_required: { says: "A parameter that could be left out must be sent.", request: REFUSED },
  parameter_optional: { says: "A parameter that had to be sent may be left out.", response: MISSED },
  parameter_style_changed: {
    says: "A parameter is written in another way (style, explode, allowReserved, content).",
    request: "what is sent as before is read as something else",
    response: "what is sent is read as something else",
  },
  parameter_deprecated: { says: "A parameter is deprecated now." },
  required_request_body_added: { says: "There is a new body that must be sent.", request: REFUSED },
  request_body_added: { says: "There is a new body that may be sent." },
  request_body_removed: { says: "A body is no longer taken.", request: IGNORED, response: MISSED },
  request_body_required: { says: "A body that could be left out must be sent.", request: REFUSED },
  request_body_optional: { says: "A body that had to be sent may be left out.", response: MISSED },
  media_type_added: { says: "A body or an answer has one more media type.", response: UNKNOWN },
  media_type_removed: {
    says: "A media type of a body or an answer is gone.",
    request: IGNORED,
    response: "clients that ask for it no longer get it",
  },
  encoding_changed: {
    says: "The parts of a form are written in another way.",
    request: "what is sent as before is read as something else",
    response: "what is sent is read as something else",
  },
  response_added: {
    says: "There is a new status of success.",
    response: "clients may be answered with a status that they do not expect",
  },
  response_removed: {
    says: "A status of success is gone.",
    request: IGNORED,
    response: "clients that wait for it never get it",
  },
  error_response_added: { says: "There is a new status that is no success." },
  error_response_removed: { says: "A status that is no success is gone." },
  header_added: { says: "There is a new header of an answer.", request: REFUSED },
  header_removed: { says: "A header of an answer is gone.", request: IGNORED, response: MISSED },
  header_required: { says: "A header of an answer that could be absent is always there.", request: REFUSED },
  header_optional: { says: "A header of an answer that was always there may be absent.", response: MISSED },
  type_changed: { says: "Other types are valid.", request: REFUSED, response: UNKNOWN },
  type_narrowed: { says: "Fewer types are valid.", request: REFUSED },
  type_widened: { says: "More types are valid.", response: UNKNOWN },
  nullable_added: { says: "null is valid now.", response: "clients may read null" },
  nullable_removed: { says: "null is no longer valid.", request: "clients that send null are refused" },
  value_added: { says: "There are more values to choose from.", response: UNKNOWN },
  value_removed: { says: "Some values to choose from are gone.", request: "clients that send them are refused" },
  const_changed: { says: "The only valid value is another.", request: REFUSED, response: UNKNOWN },
  values_limited: { says: "Only listed values are valid now.", request: REFUSED },
  values_opened: { says: "Values need not be of a list any more.", response: UNKNOWN },
  bound_tightened: { says: "A limit (of a number, a length, a count, …) is tighter.", request: REFUSED },
  bound_loosened: { says: "A limit (of a number, a length, a count, …) is looser.", response: UNKNOWN },
  multiple_of_changed: { says: "Numbers are multiples of another number.", request: REFUSED, response: UNKNOWN },
  pattern_added: { says: "Strings must match a pattern now.", request: REFUSED },
  pattern_removed: { says: "Strings need not match a pattern any more.", response: UNKNOWN },
  pattern_changed: { says: "Strings must match another pattern.", request: REFUSED, response: UNKNOWN },
  format_added: { says: "There is a format now.", request: REFUSED },
  format_removed: { says: "There is no format any more.", response: UNKNOWN },
  format_changed: { says: "The format is another.", request: REFUSED, response: UNKNOWN },
  property_added: {
    says: "There is a new property that may be left out.",
    request: "clients may have sent something else under that name",
    response: "clients that refuse unknown properties refuse it",
  },
  required_property_added: {
    says: "There is a new property that must be there.",
    request: REFUSED,
    response: "clients that refuse unknown properties refuse it",
  },
  property_removed: { says: "A property that could be left out is gone.", request: IGNORED, response: UNKNOWN },
  required_property_removed: { says: "A property that was always there is gone.", request: IGNORED, response: MISSED },
  property_required: { says: "A property that could be left out must be there.", request: REFUSED },
  property_optional: { says: "A property that was always there may be left out.", response: MISSED },
  additional_properties_closed: { says: "Properties that are not named are refused now.", request: REFUSED },
  additional_properties_opened: { says: "Properties that are not named are allowed now.", response: UNKNOWN },
  additional_properties_typed: { says: "Properties that are not named must be of a schema.", request: REFUSED },
  additional_properties_untyped: {
    says: "Properties that are not named need not be of a schema any more.",
    response: UNKNOWN,
  },
  pattern_properties_added: {
    says: "Properties whose names match a pattern must be of a schema.",
    request: REFUSED,
    response: UNKNOWN,
  },
  pattern_properties_removed: {
    says: "Properties whose names match a pattern need not be of a schema any more.",
    request: REFUSED,
    response: UNKNOWN,
  },
  property_names_limited: { says: "Names of properties must be of a schema.", request: REFUSED },
  property_names_opened: { says: "Names of properties need not be of a schema any more.", response: UNKNOWN },
  dependency_added: { says: "A property asks for others beside it.", request: REFUSED },
  dependency_removed: { says: "A property no longer asks for others beside it.", response: UNKNOWN },
  unique_items_added: { says: "Items must differ from each other.", request: REFUSED },
  unique_items_removed: { says: "Items need not differ from each other any more.", response: UNKNOWN },
  contains_added: { says: "A list must contain something.", request: REFUSED },
  contains_removed: { says: "A list need not contain something any more.", response: UNKNOWN },
  union_member_added: { says: "A union has one more member.", response: UNKNOWN },
  union_member_removed: { says: "A union has one member less.", request: REFUSED },
  union_overlap: {
    says: "Values that one member of a oneOf took may be of two members, which no oneOf allows.",
    request: "what was of one member so far may be of two, which is refused",
    response: "what is read may be of two members of the old union, which clients refuse",
  },
  union_added: { says: "Values must also be of a union.", request: REFUSED },
  union_removed: { says: "Values need not be of a union any more.", response: UNKNOWN },
  all_of_added: { says: "Values must also be of one more schema.", request: REFUSED },
  all_of_removed: { says: "Values need not be of a schema any more.", response: UNKNOWN },
  condition_added: { says: "There is a new not, if or dependentSchemas.", request: REFUSED },
  condition_removed: { says: "A not, if or dependentSchemas is gone.", response: UNKNOWN },
  undecided: {
    says: "Something changed whose effect cannot be told, so it is taken to break both.",
    request: "it cannot be told whether all that was sent so far is still valid",
    response: "it cannot be told whether all that is read was valid before",
  },
  default_changed: { says: "What is taken for an absent value is another." },
  discriminator_changed: { says: "A discriminator is another; what that changes is listed at the members." },
  schema_deprecated: { says: "A schema or a property is deprecated now." },
  read_only_changed: { says: "A property is only read now, or no longer so." },
  write_only_changed: { says: "A property is only sent now, or no longer so." },
  component_added: { says: "There is a new component." },
  component_removed: { says: "A component is gone; what that changes is listed where it was used." },
  documentation_changed: { says: "A title, a description or an example is another." },
};

/** Why a change of this kind hurts those who send or those who read. */
export function reasonOf(code: ChangeCode, side: "request" | "response"): string | undefined {
  return CHANGE_CODES[code][side];
}
