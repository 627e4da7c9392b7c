import { expect, test } from "vitest";
import { COMPILERS, SCHEMAS } from "./compile-schema-row.ts";

test.each([...COMPILERS])("%s compiles every schema of the bench right", (_, compile) => {
  for (const { schema, valid, invalid } of SCHEMAS) {
    const accepts = compile(schema);
    expect([schema, accepts(valid), accepts(invalid)]).toEqual([schema, true, false]);
  }
});
