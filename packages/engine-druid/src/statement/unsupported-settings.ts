import type { Refusal } from "@starfix/engine";
import type { CheckedBatchJob } from "@starfix/rules";

/** Everything about a job, apart from the fields that it reads, that this engine does not run. */
export function unsupportedSettings({ source, target }: CheckedBatchJob): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const { timeResolution } = target;
  if (timeResolution !== undefined && timeResolution !== "millisecond") {
    const message = `timeResolution ${timeResolution} of table ${JSON.stringify(target.table)} is not supported; expected millisecond`;
    refusals.push({ code: "unsupported_setting", name: "timeResolution", message });
  }
  const type = source.kind === "objects" ? source.type : source.kind;
  if (source.kind !== "inline" && !(source.kind === "objects" && source.type === "s3")) {
    const message = `sources of type ${type} are not supported; expected s3 or inline`;
    return [...refusals, { code: "unsupported_source", name: type, pointer: "/source/type", message }];
  }
  const { format } = source;
  if (format?.format !== "nd-json") {
    const name = format?.format ?? "unknown";
    const message = `records of format ${name} are not supported; expected nd-json`;
    refusals.push({ code: "unsupported_format", name, pointer: "/source/formatSettings/format", message });
  } else if (format.flattenSpec !== undefined && format.flattenSpec !== null) {
    refusals.push({
      code: "unsupported_setting",
      name: "flattenSpec",
      pointer: "/source/formatSettings/flattenSpec",
      message: "flattenSpec is not supported; declare the field as json and use JSON_VALUE in a mapping",
    });
  }
  return refusals;
}
