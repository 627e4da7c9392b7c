/** A schema of a document, with valid and invalid values. */
export interface ValidationCase {
  readonly schema: unknown;
  readonly values: readonly unknown[];
  /** Generated code limits integers to the safe range of JavaScript, which the schema does not. */
  readonly isNarrower?: boolean;
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const tagged = (tag: string, rest: object = {}): object => ({
  type: "object",
  required: ["t"],
  properties: { t: { const: tag } },
  ...rest,
});

/** One schema for each feature. All are in one document, so that they may refer to each other. */
export const CASES: Readonly<Record<string, ValidationCase>> = {
  Anything: { schema: {}, values: [null, 1, {}, [], ""] },
  Everything: { schema: { type: "object", properties: { a: true, b: false } }, values: [{ a: 1 }, { b: 1 }, {}] },
  Nothing: { schema: false, values: [null, 1, {}, [], ""] },
  Holder: { schema: { type: "object", required: ["a"], properties: { a: {} } }, values: [{}, { a: null }, { b: 1 }] },
  Integer: {
    schema: { type: "integer", minimum: -3, exclusiveMaximum: 5 },
    values: [-4, -3, 0, 1.5, 4, 5, 1.0, "1", null],
  },
  Large: {
    schema: { type: "integer", format: "int64" },
    values: [2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e300],
    isNarrower: true,
  },
  Small: {
    schema: { type: "integer", format: "int32" },
    values: [2147483647, 2147483648, -2147483648, -2147483649],
  },
  Amount: {
    schema: { type: "number", exclusiveMinimum: 0, maximum: 10, multipleOf: 0.5 },
    values: [0, 0.5, 0.7, 10, 10.5],
  },
  Even: { schema: { type: "integer", multipleOf: 2 }, values: [2, 3, 9007199254740990, 9007199254740989] },
  Text: {
    schema: { type: "string", minLength: 2, maxLength: 3 },
    values: ["a", "ab", "🐨", "🐨🐨", "🐨🐨🐨", "🐨🐨🐨🐨", "abcd", "a🐨bc"],
  },
  Filled: { schema: { type: "string", minLength: 1 }, values: ["", "a", "🐨"] },
  Pattern: { schema: { type: "string", pattern: "^\\p{L}+/$" }, values: ["ü/", "ü", "1/", "a/b"] },
  Quotes: { schema: { type: "string", pattern: "^[\"'`/\\\\\u2028]+$" }, values: ["\"'`/\\\u2028", "a", ""] },
  Nullable: { schema: { type: ["string", "null"], enum: ["a", null] }, values: ["a", null, "b", ""] },
  NullConst: { schema: { const: null }, values: [null, "null", 0, undefined, {}] },
  ObjectConst: { schema: { const: { a: [1, { b: null }] } }, values: [{ a: [1, { b: null }] }, { a: [1, {}] }, "a"] },
  Mixed: { schema: { type: ["string", "integer"], minLength: 2, minimum: 5 }, values: ["ab", "a", 5, 4, 5.5, null] },
  MixedEnum: {
    schema: { enum: [1, "1", true, null, [1], { a: 1, b: 2 }] },
    values: [1, "1", true, null, [1], { b: 2, a: 1 }, false, 0, [], { a: 1 }],
  },
  LongEnum: { schema: { enum: ["a", "abc", 7], minLength: 2 }, values: ["a", "abc", 7, 8] },
  Untyped: {
    schema: { minLength: 2, minimum: 3 },
    values: ["a", "ab", 2, 3, [], null, true, {}],
  },
  List: {
    schema: { type: "array", items: { type: "boolean" }, minItems: 1, maxItems: 2 },
    values: [[], [true], [true, false], [true, true, true], ["true"], {}],
  },
  Pair: {
    schema: { type: "array", prefixItems: [{ type: "string" }, {}], items: false, minItems: 2 },
    values: [["a", 1], ["a", null], ["a"], [1, 1], ["a", 1, 2], []],
  },
  OpenTuple: {
    schema: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], items: { type: "null" } },
    values: [[], ["a"], ["a", 1], ["a", 1, null], ["a", 1, 2], [1], ["a", "b"]],
  },
  Set: {
    schema: { type: "array", uniqueItems: true },
    values: [
      [1, "1", true],
      [1, 1.0],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[1], [2]],
      [[1], [1]],
      [null, false, 0, ""],
    ],
  },
  Containing: {
    schema: { type: "array", contains: { type: "integer" }, maxContains: 2 },
    values: [[], ["a"], ["a", 1], [1, 2], [1, 2, 3]],
  },
  MayContain: {
    schema: { type: "array", contains: { type: "integer" }, minContains: 0, maxContains: 1 },
    values: [[], ["a"], [1], [1, 2]],
  },
  Dictionary: {
    schema: { type: "object", additionalProperties: { type: "integer" } },
    values: [{}, { a: 1 }, { a: "1" }, [], null, { constructor: 1 }, { toString: "a" }],
  },
  Open: {
    schema: { type: "object", properties: { a: { type: "string" } }, additionalProperties: true },
    values: [{ a: "x", b: 1 }, { a: 1 }, { b: { c: 1 } }],
  },
  Catchall: {
    schema: { type: "object", properties: { a: { type: "string" } }, additionalProperties: { type: "integer" } },
    values: [{ a: "x", b: 1 }, { b: "x" }, { a: 1 }],
  },
  Closed: {
    schema: { type: "object", additionalProperties: false, properties: { a: { type: "string" } } },
    values: [{}, { a: "x" }, { b: 1 }, { A: "x" }],
  },
  Inherited: {
    schema: {
      type: "object",
      required: ["constructor"],
      properties: { toString: { type: "string" }, constructor: {} },
      additionalProperties: false,
    },
    values: [
      {},
      { constructor: 1 },
      { constructor: 1, toString: "x" },
      { constructor: 1, toString: 1 },
      { valueOf: 1 },
    ],
  },
  Patterns: {
    schema: {
      type: "object",
      properties: { xa: { maximum: 5 } },
      patternProperties: { "^x": { type: "integer" }, a$: { minimum: 3 } },
      additionalProperties: { type: "null" },
    },
    values: [{ xa: 4 }, { xa: 2 }, { xa: 6 }, { xb: 1 }, { xb: 1.5 }, { a: 3 }, { b: null }, { b: 1 }],
  },
  Names: {
    schema: { type: "object", propertyNames: { pattern: "^[a-z]+$", maxLength: 3 } },
    values: [{}, { abc: 1 }, { abcd: 1 }, { A: 1 }],
  },
  Few: {
    schema: { type: "object", minProperties: 1, maxProperties: 2 },
    values: [{}, { a: 1 }, { a: 1, b: 1 }, { a: 1, b: 1, c: 1 }],
  },
  Dependent: {
    schema: {
      type: "object",
      dependentRequired: { card: ["address"], toString: ["card"] },
      dependentSchemas: { gift: { required: ["note"], properties: { note: { type: "string" } } } },
    },
    values: [{}, { card: 1 }, { card: 1, address: 1 }, { gift: 1 }, { gift: 1, note: "x" }, { gift: 1, note: 1 }],
  },
  ExactlyOne: {
    schema: { oneOf: [{ type: "number", minimum: 5 }, { type: "integer" }] },
    values: [1, 5.5, 6, 1.5, "x"],
  },
  OneOrNull: { schema: { oneOf: [ref("Text"), { type: "null" }] }, values: [null, "ab", "a", 1] },
  TwoNulls: { schema: { oneOf: [{ type: ["string", "null"] }, { type: "null" }] }, values: [null, "a", 1] },
  AnyOf: { schema: { anyOf: [{ type: "number", minimum: 5 }, { type: "integer" }] }, values: [1, 5.5, 6, 1.5, "x"] },
  Beside: {
    schema: {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" }, c: { type: "integer" } },
      oneOf: [{ required: ["a"] }, { required: ["b"] }],
      anyOf: [{ required: ["c"] }, { required: ["d"] }],
    },
    values: [{ a: "x", c: 1 }, { a: "x", b: "x", c: 1 }, { b: "x", d: 1 }, { b: "x" }, { a: 1, d: 1 }, 1],
  },
  Not: { schema: { not: { type: ["string", "null"] } }, values: [1, "a", null, {}] },
  NotThat: {
    schema: { type: "object", not: { required: ["a", "b"] } },
    values: [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }, 1],
  },
  Conditional: {
    schema: {
      type: "object",
      properties: { country: { type: "string" } },
      if: { required: ["country"], properties: { country: { const: "NL" } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ["postcode"] },
      else: { required: ["zip"] },
    },
    values: [{ country: "NL", postcode: 1 }, { country: "NL", zip: 1 }, { country: "US", zip: 1 }, { postcode: 1 }],
  },
  Merged: {
    schema: {
      allOf: [
        ref("Holder"),
        { type: "object", required: ["b"], properties: { a: { type: "string" }, b: { type: "integer" } } },
      ],
    },
    values: [{ a: "x", b: 1 }, { a: 1, b: 1 }, { a: "x" }, { b: 1 }],
  },
  RequiredElsewhere: {
    schema: {
      allOf: [
        { type: "object", properties: { a: { type: "integer" } } },
        { type: "object", required: ["a"] },
      ],
    },
    values: [{}, { a: 1 }, { a: "x" }],
  },
  ClosedElsewhere: {
    schema: {
      allOf: [
        { type: "object", properties: { a: {} }, additionalProperties: false },
        { type: "object", properties: { b: {} } },
      ],
    },
    values: [{}, { a: 1 }, { b: 1 }, { c: 1 }],
  },
  TwoPatterns: {
    schema: {
      allOf: [
        { type: "string", pattern: "^a" },
        { type: "string", pattern: "b$" },
      ],
    },
    values: ["ab", "a", "b", "axb", 1],
  },
  Sibling: {
    schema: { ...ref("Text"), pattern: "^a", description: "With more beside it." },
    values: ["ab", "bb", "a", "abcd"],
  },
  Unevaluated: {
    schema: {
      type: "object",
      allOf: [ref("Holder")],
      anyOf: [
        { type: "object", properties: { k: { const: 1 }, one: {} }, required: ["k"] },
        { type: "object", properties: { k: { const: 2 }, two: {} }, required: ["k"] },
      ],
      if: { required: ["flag"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { flag: {}, more: {} } },
      dependentSchemas: { three: { properties: { three: {}, four: {} } } },
      patternProperties: { "^x-": {} },
      unevaluatedProperties: false,
    },
    values: [
      { a: 1, k: 1 },
      { a: 1, k: 1, one: 1, "x-": 1 },
      { a: 1, k: 1, two: 1 },
      { a: 1, k: 2, two: 1 },
      { a: 1, k: 2, more: 1 },
      { a: 1, k: 2, more: 1, flag: 1 },
      { a: 1, k: 2, four: 1 },
      { a: 1, k: 2, four: 1, three: 1 },
    ],
  },
  UnevaluatedSchema: {
    schema: { type: "object", oneOf: [ref("Leaf"), ref("Stone")], unevaluatedProperties: { type: "integer" } },
    values: [{ t: "leaf" }, { t: "stone", a: 1 }, { t: "stone", a: "x" }, { t: "leaf", a: 1 }],
  },
  UnevaluatedItems: {
    schema: {
      type: "array",
      prefixItems: [{ type: "string" }],
      anyOf: [{ prefixItems: [{}, { const: 1 }] }, { prefixItems: [{}, {}, { const: 2 }] }],
      unevaluatedItems: false,
    },
    values: [["a"], ["a", 1], ["a", "z"], ["a", 1, 2], ["a", 1, "z"], ["a", "z", 2], ["a", 1, 2, 3]],
  },
  RecursiveUnevaluated: {
    schema: {
      type: "object",
      properties: { name: { type: "string" } },
      anyOf: [{ properties: { child: ref("RecursiveUnevaluated") } }, { properties: { leaf: {} } }],
      unevaluatedProperties: false,
    },
    values: [{ name: "a", child: { leaf: 1 } }, { child: { other: 1 } }, { child: 1, leaf: 1 }, { x: 1 }],
  },
  Alias: { schema: { description: "Another name.", ...ref("Text") }, values: ["ab", "a"] },
  Tree: {
    schema: { oneOf: [ref("Leaf"), ref("Branch")], discriminator: { propertyName: "t" } },
    values: [
      { t: "leaf" },
      { t: "twig", parts: [{ t: "leaf" }, { t: "branch", parts: [] }] },
      { t: "branch", parts: [{}] },
      { t: "leaf", x: 1 },
      { t: "root" },
      {},
      1,
    ],
  },
  Forest: {
    schema: { oneOf: [ref("Tree"), ref("Stone")], discriminator: { propertyName: "t" } },
    values: [{ t: "stone" }, { t: "leaf" }, { t: "branch" }, { t: "x" }],
  },
  Leaf: { schema: tagged("leaf", { additionalProperties: false }), values: [{ t: "leaf" }, { t: "branch" }] },
  Branch: {
    schema: {
      type: "object",
      required: ["t", "parts"],
      properties: { t: { enum: ["branch", "twig"] }, parts: { type: "array", items: ref("Tree") } },
    },
    values: [{ t: "branch", parts: [], more: 1 }, { t: "leaf" }],
  },
  Stone: { schema: tagged("stone"), values: [{ t: "stone" }, {}] },
  Shapes: {
    schema: {
      oneOf: [
        tagged("dot"),
        { allOf: [ref("Holder"), tagged("box", { patternProperties: { "^w": { type: "integer" } } })] },
      ],
      discriminator: { propertyName: "t" },
    },
    values: [
      { t: "dot" },
      { t: "box" },
      { t: "box", a: 1 },
      { t: "box", a: 1, w: "x" },
      { t: "x" },
      {},
      null,
      { toString: 1 },
    ],
  },
  Maybe: { schema: { anyOf: [ref("Tree"), { type: "null" }] }, values: [null, { t: "leaf" }, {}, "x"] },
  Circle: {
    schema: { type: "object", properties: { next: ref("Circle") } },
    values: [{ next: { next: {} } }, { next: { next: 1 } }],
  },
  Json: {
    schema: {
      anyOf: [
        { type: ["string", "number", "boolean", "null"] },
        { type: "array", items: ref("Json") },
        { type: "object", properties: { not: ref("Never") }, additionalProperties: ref("Json") },
      ],
    },
    values: [1, [{ a: [null] }], { a: { b: { not: 1 } } }, { a: [{ b: "x" }] }],
  },
  Never: { schema: { not: ref("Json") }, values: [{ not: 1 }, 1] },
  Day: {
    schema: { type: "string", format: "date" },
    values: ["2024-02-29", "2023-02-29", "2024-2-1", "2024-02-29T00:00:00Z", "2024-13-01", "2024-04-31", "1900-02-29"],
  },
  Moment: {
    schema: { type: "string", format: "date-time" },
    values: [
      "2024-02-29T23:59:59Z",
      "2024-02-29t23:59:59.123z",
      "2024-02-29T23:59:59+05:30",
      "2024-02-29T23:59:60Z",
      "2024-02-29T12:00:60Z",
      "2024-02-29T23:59Z",
      "2024-02-29T23:59:59",
      "2024-02-30T23:59:59Z",
      "2024-02-29",
    ],
  },
  Clock: {
    schema: { type: "string", format: "time" },
    values: ["08:30:06Z", "08:30:06.28-08:00", "23:59:60Z", "15:59:60-08:00", "24:00:00Z", "08:30:06", "8:30:06Z"],
  },
  Span: { schema: { type: "string", format: "duration" }, values: ["P1D", "PT1H30M", "P1W", "P", "PT", "1D", "P1H"] },
  Id: {
    schema: { type: "string", format: "uuid" },
    values: [
      "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
      "00000000-0000-0000-0000-000000000000",
      "2eb8aa08aa9811eab4aa73b441d16380",
      "x",
    ],
  },
  Mail: {
    schema: { type: "string", format: "email" },
    values: ["joe.bloggs@example.com", "te~st@example.com", ".test@example.com", "a..b@example.com", "2962", "a@b"],
  },
  Address: {
    schema: { type: "string", format: "uri" },
    values: [
      "http://foo.bar/?baz=qux#quux",
      "http://user:pw@[::1]:80/a%20b",
      "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
      "mailto:John.Doe@example.com",
      "//foo.bar/",
      "/abc",
      "http://example.com/{id}",
      "http:// x",
      "http://[::1::2]/",
      "abc",
    ],
  },
  Reference: {
    schema: { type: "string", format: "uri-reference" },
    values: ["http://foo.bar/", "//foo.bar/", "/abc", "abc", "#fragment", "", "\\\\WINDOWS\\file", "#a\\b", "a b"],
  },
  Host: {
    schema: { type: "string", format: "hostname" },
    values: ["www.example.com", "xn--4gbwdl", "-a", "a_b", "a..b", ""],
  },
  V4: {
    schema: { type: "string", format: "ipv4" },
    values: ["192.168.0.1", "256.0.0.1", "127.0.0", "01.2.3.4", "1.2.3.4.5"],
  },
  V6: {
    schema: { type: "string", format: "ipv6" },
    values: [
      "::1",
      "::",
      "1::",
      "a:b:c:d:e:f:0:1",
      "::ffff:192.168.0.1",
      "1:2:3:4:5:6:7::",
      "1::2::3",
      "12345::",
      ":2:3:4:5:6:7:8",
      "1:2:3:4:5:6:7",
      "::ffff:300.0.0.1",
      "",
      "1:2:3:4:5:6:7:8:9",
      ":::",
    ],
  },
  Bytes: {
    schema: { type: "string", format: "byte" },
    values: ["", "aGk=", "aGkh", "aA==", "aGk", "a===", "a-_=", "===="],
  },
  Expression: { schema: { type: "string", format: "regex" }, values: ["^a+$", "\\-", "^(a", "^\\S\\Z"] },
  Pointer: {
    schema: { type: "string", format: "json-pointer" },
    values: ["", "/a/0", "/a~0~1", "/", "a", "/a~2", "/~"],
  },
  Untouched: { schema: { type: "string", format: "password", maxLength: 3 }, values: ["abc", "abcd"] },
};
