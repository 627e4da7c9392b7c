import type { Refusal } from "@starfix/engine";
import type { CheckedJob } from "@starfix/rules";
import { translateTransform } from "./translate-transform.ts";
import type { TranslatedJob } from "./translated-job.ts";
import { unsupportedSettings } from "./unsupported-settings.ts";

/** Translates a job, or names everything in it that is not reproduced exactly. The table is not looked at. */
export function translateJob(
  job: CheckedJob,
): { readonly translated: TranslatedJob } | { readonly refusals: readonly Refusal[] } {
  if (job.kind !== "batch") {
    const message = `jobs of type ${job.kind} are not supported; expected batch`;
    return { refusals: [{ code: "unsupported_job", name: job.kind, pointer: "/type", message }] };
  }
  const settings = unsupportedSettings(job);
  const transform = translateTransform(job.transform);
  const refusals = [...settings, ...("refusals" in transform ? transform.refusals : [])];
  if (refusals.length > 0 || "refusals" in transform) return { refusals };
  const { target, source, maxParseExceptions } = job;
  return {
    translated: {
      table: target.table,
      createIfMissing: target.createIfMissing,
      aggregates: job.transform.aggregates,
      maxParseExceptions,
      ...(source.kind === "inline" && { inline: source.data }),
      ...transform.translated,
    },
  };
}
