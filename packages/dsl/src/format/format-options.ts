import type {
  AvroOcfFormatSettings,
  AvroStreamFormatSettings,
  CsvFormatSettings,
  JsonFormatSettings,
  KafkaFormatSettings,
  KinesisFormatSettings,
  OrcFormatSettings,
  ParquetFormatSettings,
  ProtobufFormatSettings,
  RegexFormatSettings,
} from "@starfix/schema";
import type { ConfluentSchemaRegistryConnectionDefinition } from "../connection/connection-definition.ts";

/** The members of settings that a definition gives, each as the contract has it. */
type OptionsOf<TSettings, TOther extends string = never> = {
  readonly [TKey in keyof TSettings as TKey extends "format" | TOther ? never : TKey]: Required<TSettings>[TKey] extends
    | string[]
    | undefined
    ? readonly string[]
    : Required<TSettings>[TKey];
};

/** Options of `nd-json`: one JSON object a line. */
export interface NdJsonOptions extends OptionsOf<JsonFormatSettings> {}

/**
 * Options of `csv`. With `columns`, every line after `skipHeaderRows` is a record; without, the first of them names the
 * columns.
 */
export interface CsvOptions extends OptionsOf<CsvFormatSettings> {}

/** Options of `tsv`: the ones of `csv`, with a tab as the delimiter. */
export interface TsvOptions extends OptionsOf<CsvFormatSettings, "delimiter"> {}

/** Options of `parquet`. */
export interface ParquetOptions extends OptionsOf<ParquetFormatSettings> {}

/** Options of `orc`. */
export interface OrcOptions extends OptionsOf<OrcFormatSettings> {}

/** Options of `avro_ocf`: Avro container files, which hold their own schema. */
export interface AvroOcfOptions extends OptionsOf<AvroOcfFormatSettings> {}

/** Options of `regex`: lines that an expression takes apart. */
export interface RegexOptions extends OptionsOf<RegexFormatSettings> {}

/** An Avro schema, as Avro writes it in JSON. */
export interface InlineAvroSchema {
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A compiled Protobuf descriptor. */
export interface InlineProtobufSchema {
  /** The descriptor set, in Base64. */
  readonly descriptor: string;
  /**
   * Full name of the message, such as `zoo.Koala`.
   *
   * @default the first message of the descriptor
   */
  readonly protoMessageType?: string;
}

/** Options of `avro_stream`: Avro records, which need a schema from a registry or in the definition. */
export interface AvroStreamOptions extends OptionsOf<AvroStreamFormatSettings, "parseSchemaProvider"> {
  readonly parseSchemaProvider: ConfluentSchemaRegistryConnectionDefinition | InlineAvroSchema;
}

/** Options of `protobuf`: messages, which need a descriptor from a registry or in the definition. */
export interface ProtobufOptions extends OptionsOf<ProtobufFormatSettings, "parseSchemaProvider"> {
  readonly parseSchemaProvider: ConfluentSchemaRegistryConnectionDefinition | InlineProtobufSchema;
}

/** `csv` and `tsv` of a stream have no lines in front, so `columns` names the fields. */
type OfStream<TOptions extends TsvOptions> = Omit<TOptions, "columns" | "skipHeaderRows"> & {
  readonly columns: readonly string[];
};

/** Character sets that the headers of Kafka can have. */
export type HeaderFormat = "utf-8" | "utf-16" | "utf-16be" | "utf-16le" | "iso-8859-1" | "us-ascii";

/** Options of `kafka`: the value of an event, and beside it its key, headers and time, each a field. */
export interface KafkaOptions extends OptionsOf<KafkaFormatSettings, "valueFormat" | "keyFormat" | "headerFormat"> {
  readonly valueFormat: ValueFormat;
  readonly keyFormat?: ValueFormat;
  readonly headerFormat?: HeaderFormat;
}

/** Options of `kinesis`: the value of an event, and beside it its partition key and time, each a field. */
export interface KinesisOptions extends OptionsOf<KinesisFormatSettings, "valueFormat"> {
  readonly valueFormat: ValueFormat;
}

/** The formats of objects, and the options of each. */
export interface BatchFormats {
  readonly "nd-json": NdJsonOptions;
  readonly csv: CsvOptions;
  readonly tsv: TsvOptions;
  readonly parquet: ParquetOptions;
  readonly orc: OrcOptions;
  readonly avro_ocf: AvroOcfOptions;
  readonly regex: RegexOptions;
}

/** The formats that the value or the key of an event can have, and the options of each. */
export interface ValueFormats {
  readonly "nd-json": NdJsonOptions;
  readonly csv: OfStream<CsvOptions>;
  readonly tsv: OfStream<TsvOptions>;
  readonly regex: RegexOptions;
  readonly avro_stream: AvroStreamOptions;
  readonly protobuf: ProtobufOptions;
}

/** The formats of streams, and the options of each. */
export interface StreamFormats extends ValueFormats {
  readonly kafka: KafkaOptions;
  readonly kinesis: KinesisOptions;
}

/** The formats of text that stands in the definition, and the options of each. */
export type BatchFormat = keyof BatchFormats;
export type StreamFormat = keyof StreamFormats;

/** The formats that can do without options. */
export type BareBatchFormat = Exclude<BatchFormat, "regex">;
export type BareStreamFormat = "nd-json";

/** Format of a value or a key: its name, or its name as `format` and its options. */
export type ValueFormat =
  | BareStreamFormat
  | { readonly [TName in keyof ValueFormats]: ValueFormats[TName] & { readonly format: TName } }[keyof ValueFormats];
