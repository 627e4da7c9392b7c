import { expectTypeOf, test } from "vitest";
import { about, batchJob, detailTable, internal, type S3ConnectionBuilder, s3Connection } from "../index.ts";

const lake = s3Connection("lake").bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake");

test("what is said of a builder leaves its type", () => {
  expectTypeOf(internal(about(lake, { owner: "A" }))).toEqualTypeOf<S3ConnectionBuilder<never, "region" | "role">>();
  const table = detailTable("Orders").columns({ city: "string" }).strict();
  expectTypeOf(table.writers("@acme/growth")).toEqualTypeOf(table);
  batchJob("a")
    .from(internal(lake))
    .into(about(table, { tags: ["pii"] }));
});

test("what is incomplete stays so, and what is no definition is refused", () => {
  // @ts-expect-error the connection lacks a way to get in
  batchJob("a").from(internal(s3Connection("lake").bucket("acme-lake").region("us-east-1")));
  // @ts-expect-error a text is no builder
  internal("lake");
  // @ts-expect-error misspelt
  about(lake, { onwer: "A" });
});
