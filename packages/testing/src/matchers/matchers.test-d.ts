import { batchJob, s3Connection, secret } from "@starfix/dsl";
import { expect, test } from "vitest";
import { matchers } from "../index.ts";

const demo = s3Connection("demo-conn");

test("the matchers are there for every value that is expected", () => {
  expect(demo).toBeValidConnection();
  expect(batchJob("koalas")).not.toBeValidJob();
  expect(demo).toCompileTo({ type: "s3" });
  expect(demo).toCompileTo(expect.objectContaining({ type: "s3" }));
  expect(demo).toReferTo(secret("KEY"));
  expect(batchJob("koalas")).toReferTo(demo);
  expect.extend(matchers);
});

test("what a matcher cannot take is refused", () => {
  // @ts-expect-error a body is an object
  expect(demo).toCompileTo("s3");
  // @ts-expect-error the body is missing
  expect(demo).toCompileTo();
  // @ts-expect-error a name is no definition
  expect(demo).toReferTo("demo-conn");
  // @ts-expect-error there is nothing to give
  expect(demo).toBeValidConnection("demo-conn");
  // @ts-expect-error there is no such matcher
  expect(demo).toBeValidConection();
});
