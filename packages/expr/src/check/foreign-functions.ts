/** Functions of other dialects of SQL, and what Druid has in their place. */
const FOREIGN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "NOW GETDATE SYSDATE CURRENT_DATETIME UTC_TIMESTAMP": "CURRENT_TIMESTAMP",
    CURDATE: "CURRENT_DATE",
    "TO_TIMESTAMP STR_TO_DATE PARSE_TIMESTAMP PARSE_DATETIME TO_DATE PARSE_DATE DATE_PARSE STRPTIME":
      "TIME_PARSE(text, pattern), with a pattern of Joda such as 'yyyy-MM-dd HH:mm:ss'",
    "FROM_ISO8601_TIMESTAMP DATETIME": "TIME_PARSE(text)",
    "FROM_UNIXTIME TO_TIMESTAMP_LTZ TIMESTAMP_SECONDS": "MILLIS_TO_TIMESTAMP(seconds * 1000)",
    "TIMESTAMP_MILLIS FROM_UNIXTIME_MILLIS": "MILLIS_TO_TIMESTAMP(milliseconds)",
    TIMESTAMP_MICROS: "MILLIS_TO_TIMESTAMP(microseconds / 1000)",
    "UNIX_TIMESTAMP TO_UNIXTIME UNIX_SECONDS": "TIMESTAMP_TO_MILLIS(time) / 1000",
    UNIX_MILLIS: "TIMESTAMP_TO_MILLIS(time)",
    "DATE_FORMAT TO_CHAR FORMAT_TIMESTAMP FORMAT_DATE FORMAT_DATETIME STRFTIME FORMAT_DATETIME":
      "TIME_FORMAT(time, pattern), with a pattern of Joda such as 'yyyy-MM-dd'",
    "DATE_ADD DATEADD DATE_SUB ADD_MONTHS TIMESTAMP_ADD":
      "TIME_SHIFT(time, 'P1D', count), or TIMESTAMPADD(unit, count, time)",
    "DATEDIFF DATE_DIFF TIMESTAMP_DIFF": "TIMESTAMPDIFF(unit, from, to)",
    "TIMESTAMP_TRUNC DATETIME_TRUNC": "DATE_TRUNC(unit, time)",
    "DATE_PART DATEPART": "EXTRACT(unit FROM time)",
    "IF IIF": "CASE WHEN condition THEN value ELSE other END",
    NVL2: "CASE WHEN value IS NOT NULL THEN value1 ELSE value2 END",
    DECODE: "CASE value WHEN … THEN … END",
    "ISNULL ZEROIFNULL IF_NULL": "COALESCE(value, other)",
    "NULLIFZERO NULL_IF": "NULLIF(value, 0)",
    CONCAT_WS: "CONCAT(a, separator, b)",
    "LEN CHARLENGTH": "LENGTH(text)",
    "INSTR CHARINDEX LOCATE INDEX_OF": "STRPOS(text, part)",
    "SPLIT_PART SUBSTRING_INDEX": "ARRAY_OFFSET(STRING_TO_ARRAY(text, separator), index)",
    SPLIT: "STRING_TO_ARRAY(text, separator)",
    "REGEXP_SUBSTR REGEXP_EXTRACT_FIRST": "REGEXP_EXTRACT(text, pattern, group)",
    "REGEXP_CONTAINS RLIKE REGEXP_MATCHES REGEXP_MATCH": "REGEXP_LIKE(text, pattern)",
    "STARTS_WITH STARTSWITH": "text LIKE 'start%'",
    "ENDS_WITH ENDSWITH": "text LIKE '%end'",
    "UCASE TOUPPER": "UPPER(text)",
    "LCASE TOLOWER": "LOWER(text)",
    "FORMAT PRINTF SPRINTF": "STRING_FORMAT(pattern, value)",
    "JSON_EXTRACT GET_JSON_OBJECT JSON_EXTRACT_SCALAR JSON_EXTRACT_PATH_TEXT GET_JSON": "JSON_VALUE(json, '$.path')",
    "TO_JSON JSON_ENCODE": "TO_JSON_STRING(value)",
    "JSON_PARSE JSON_DECODE": "PARSE_JSON(text)",
    "TOSTRING STRING TO_STRING STR": "CAST(value AS VARCHAR)",
    "TO_NUMBER TOINT INT TO_INT INTEGER BIGINT TO_BIGINT": "CAST(value AS BIGINT)",
    "FLOAT DOUBLE TO_DOUBLE TODOUBLE": "CAST(value AS DOUBLE)",
    POW: "POWER(base, exponent)",
    LOG: "LN(value), or LOG10(value)",
    "COUNT_DISTINCT COUNTDISTINCT UNIQ": "COUNT(DISTINCT value)",
    "APPROX_DISTINCT HLL_COUNT": "APPROX_COUNT_DISTINCT_DS_HLL(value)",
    "COUNT_IF COUNTIF": "COUNT(*) FILTER (WHERE condition)",
    "SUM_IF SUMIF": "SUM(value) FILTER (WHERE condition)",
    GROUP_CONCAT: "STRING_AGG(text, separator)",
    "COLLECT_LIST COLLECT_SET": "ARRAY_AGG(value)",
    "FIRST FIRST_VALUE": "EARLIEST(value)",
    "LAST LAST_VALUE": "LATEST(value)",
    "PERCENTILE MEDIAN APPROX_PERCENTILE QUANTILE PERCENTILE_CONT": "DS_QUANTILES_SKETCH(value)",
  }).flatMap(([names, instead]) => names.split(" ").map((name) => [name, instead] as const)),
);

/**
 * What to write in the place of a function that other dialects of SQL have and Druid has not; undefined for any other name.
 *
 * @example
 * insteadOf("NOW");
 * // => "CURRENT_TIMESTAMP"
 */
export function insteadOf(name: string): string | undefined {
  return FOREIGN.get(name);
}
