import type { DataFormatSettings } from "@starfix/schema";
import type { ConfluentSchemaRegistryConnectionNode } from "../connection/connection-node.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import type { FormatNode } from "../job/job-node.ts";
import type { BatchFormat, StreamFormat } from "./format-options.ts";
import { isTrueOrFalse, type OptionRule, record, schemaProvider, text, texts, wholeNumber } from "./option-rules.ts";

/** What reads the records: objects and inline text, a stream, or the value of an event. */
export type FormatUse = "objects" | "stream" | "value";

interface FormatRules {
  /** Its name in the contract, where it is another. */
  readonly named?: string;
  readonly uses: readonly FormatUse[];
  /** One rule an option, in the order of the artifact. */
  readonly options: Readonly<Record<string, OptionRule>>;
  readonly required?: readonly string[];
  /** Members that the name of the format stands for. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

const objects: readonly FormatUse[] = ["objects"];
const events: readonly FormatUse[] = ["stream", "value"];
const all: readonly FormatUse[] = ["objects", "stream", "value"];

const flattenSpec = record("a flattenSpec of Druid");
const binaryAsString = isTrueOrFalse;
const lines = { columns: texts("timestamp"), listDelimiter: text("|"), skipHeaderRows: wholeNumber };

/** The value or the key of an event, in a format of its own. */
const value: OptionRule = (name, given, registries) => {
  const { format, ...options } =
    typeof given === "object" && given !== null ? (given as { format?: unknown }) : { format: given };
  return settingsOf(format, options, "value", registries, `${name} of `);
};

const formats: Readonly<Record<BatchFormat | StreamFormat, FormatRules>> = {
  "nd-json": { uses: all, options: { flattenSpec } },
  csv: {
    uses: all,
    options: {
      columns: lines.columns,
      delimiter: text(","),
      listDelimiter: lines.listDelimiter,
      skipHeaderRows: lines.skipHeaderRows,
    },
  },
  tsv: { named: "csv", uses: all, options: lines, fixed: { delimiter: "\t" } },
  parquet: { uses: objects, options: { binaryAsString, flattenSpec } },
  orc: { uses: objects, options: { binaryAsString, flattenSpec } },
  avro_ocf: {
    uses: objects,
    options: { binaryAsString, extractUnionsByType: isTrueOrFalse, flattenSpec, schema: record("an Avro schema") },
  },
  regex: {
    uses: all,
    options: { columns: texts("timestamp"), pattern: text("(\\d+) (.*)") },
    required: ["columns", "pattern"],
  },
  avro_stream: {
    uses: events,
    options: {
      parseSchemaProvider: schemaProvider("schema"),
      binaryAsString,
      extractUnionsByType: isTrueOrFalse,
      flattenSpec,
    },
    required: ["parseSchemaProvider"],
  },
  protobuf: {
    uses: events,
    options: { parseSchemaProvider: schemaProvider("descriptor"), flattenSpec },
    required: ["parseSchemaProvider"],
  },
  kafka: {
    uses: ["stream"],
    options: {
      valueFormat: value,
      keyFormat: value,
      keyColumnName: text("kafka.key"),
      headerFormat: text("utf-8", ["utf-8", "utf-16", "utf-16be", "utf-16le", "iso-8859-1", "us-ascii"]),
      headerLabelPrefix: text("kafka.header."),
      timestampColumnName: text("kafka.timestamp"),
    },
    required: ["valueFormat"],
  },
  kinesis: {
    uses: ["stream"],
    options: {
      valueFormat: value,
      partitionKeyColumnName: text("kinesis.partitionKey"),
      timestampColumnName: text("kinesis.timestamp"),
    },
    required: ["valueFormat"],
  },
};

const withoutOptions = { objects: new Map<unknown, FormatNode>(), stream: new Map<unknown, FormatNode>() };

/** Checks a format and its options, and puts them into the words of the contract. One without options is checked once. */
export function parseFormat(format: unknown, options: unknown, use: "objects" | "stream"): FormatNode {
  if (options !== undefined) return formatNodeOf(format, options, use);
  let node = withoutOptions[use].get(format);
  if (node === undefined) {
    node = formatNodeOf(format, {}, use);
    withoutOptions[use].set(format, node);
  }
  return node;
}

function formatNodeOf(format: unknown, options: unknown, use: "objects" | "stream"): FormatNode {
  const registries: ConfluentSchemaRegistryConnectionNode[] = [];
  const settings = settingsOf(format, options, use, registries, "");
  return Object.freeze({ settings, registries: Object.freeze(registries) });
}

function settingsOf(
  format: unknown,
  options: unknown,
  use: FormatUse,
  registries: ConfluentSchemaRegistryConnectionNode[],
  place: string,
): DataFormatSettings {
  const rules =
    typeof format === "string" && Object.hasOwn(formats, format) ? formats[format as BatchFormat] : undefined;
  if (rules === undefined) return refuse(`${place}format`, `one of ${formatsFor(use)}`, format);
  if (!rules.uses.includes(use)) {
    const only = rules.uses.includes("objects") ? "for objects, not for streams" : "for streams, not for batch jobs";
    throw new DefinitionError(
      `invalid ${place}format: ${JSON.stringify(format)} is ${use === "value" ? "not the format of a value" : only}; expected one of ${formatsFor(use)}`,
    );
  }
  if (typeof options !== "object" || options === null) refuse(`options of ${place}${format}`, "an object", options);
  const given = new Map(Object.entries(options).filter(([, member]) => member !== undefined));
  const settings: Record<string, unknown> = { format: rules.named ?? format };
  for (const [name, rule] of Object.entries(rules.options)) {
    const member = given.get(name);
    given.delete(name);
    if (member !== undefined) settings[name] = rule(`${place}${name}`, member, registries);
    else if (rules.required?.includes(name)) refuse(`options of ${place}${format}`, `${name}, which it needs`, options);
  }
  for (const name of given.keys()) {
    throw new DefinitionError(
      `unknown option ${JSON.stringify(name)} of format ${place}${format}: expected ${Object.keys(rules.options).join(", ")}`,
    );
  }
  checkLines(settings, use);
  // The rules have let nothing else in; the compiler holds it against the contract.
  return Object.freeze({ ...settings, ...rules.fixed }) as DataFormatSettings;
}

function formatsFor(use: FormatUse): string {
  const names = Object.keys(formats) as (keyof typeof formats)[];
  return names.filter((name) => formats[name].uses.includes(use)).join(", ");
}

/** @see the contract's CsvFormatSettings: streams name their columns and have no lines in front */
function checkLines(settings: Readonly<Record<string, unknown>>, use: FormatUse): void {
  if (use === "objects" || settings.format !== "csv") return;
  if (settings.columns === undefined)
    refuse("columns", "the names of the fields, because a stream has no header", undefined);
  if (settings.skipHeaderRows !== undefined) {
    refuse("skipHeaderRows", "none, because a stream has no lines in front", settings.skipHeaderRows);
  }
}
