import { batchJob } from "@starfix/dsl";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeFields } from "./describe-fields.ts";
import { unusableName } from "./name-notes.ts";
import { printInput } from "./print-input.ts";
import { Survey } from "./survey.ts";

function printed(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const survey = new Survey();
  for (const [index, row] of rows.entries()) {
    survey.addRow({ fields: Object.entries(row as Record<string, null>), textual: false }, `a.json:${index + 1}`);
  }
  const fields = describeFields(survey);
  return printInput({ format: "nd-json", fields, time: fields.find(({ time }) => time)?.time } as never);
}

/** What the printed calls give when they run. */
function evaluate(calls: string): { readonly format: string; readonly input: Record<string, never> } {
  const run = new Function(`const given = {}; const job = {
    format(value) { given.format = value; return job; },
    input(value) { given.input = value; return given; },
  }; return job${calls}`);
  return run();
}

const names = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("__proto__", "constructor", "toString", "1", "4294967295", "007", "a\nb", "*/", "//", "'", "\u2028"),
);

test("whatever the names and values are, the calls run and declare every field that can be declared", () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(names, fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const { format, input } = evaluate(printed(rows));
        const wanted = new Set(
          rows.flatMap((row) => Object.keys(row)).filter((name) => unusableName(name) === undefined),
        );
        expect(format).toBe("nd-json");
        expect(new Set(Object.keys(input))).toEqual(wanted);
        if (wanted.size > 0) batchJob().input(input);
      },
    ),
  );
});

test("a field that cannot be declared is a comment that says why", () => {
  expect(printed([{ "": 1, __time: 2, city: "Perth" }])).toBe(`.format("nd-json")
.input({
  // "": "long", a field without a name cannot be read
  // __time: "long", Druid takes a field of this name for the time whatever it holds: give it another name in the data
  city: "string",
})`);
});
