import { expectTypeOf, test } from "vitest";
import { type ConnectionBuilder, compile, connection } from "./testing/connection-builder.ts";

test("a chain knows what is missing, in any order", () => {
  expectTypeOf(connection("c")).toEqualTypeOf<ConnectionBuilder<"bucket" | "endpoint" | "auth">>();
  expectTypeOf(connection("c").bucket("b")).toEqualTypeOf<ConnectionBuilder<"endpoint" | "auth">>();
  expectTypeOf(connection("c").role("r").region("eu").bucket("b")).toEqualTypeOf<ConnectionBuilder<never>>();
  expectTypeOf(connection("c").describe("d")).toEqualTypeOf<ConnectionBuilder<"bucket" | "endpoint" | "auth">>();
});

test("builders that lack different parts are different types", () => {
  expectTypeOf<ConnectionBuilder<"auth">>().not.toEqualTypeOf<ConnectionBuilder<never>>();
  expectTypeOf<ConnectionBuilder<"auth">>().not.toExtend<ConnectionBuilder<never>>();
});

test("only a complete builder compiles", () => {
  compile(connection("c").bucket("b").endpoint("e").role("r"));
  compile(connection("c").secrets({ type: "access_key", accessKeySecret: "s" }).endpoint("e").bucket("b"));
  // @ts-expect-error the credentials are missing
  compile(connection("c").bucket("b").endpoint("e"));
});

test("values are typed", () => {
  // @ts-expect-error a bucket is a string
  connection("c").bucket(1);
  // @ts-expect-error the secret is required
  connection("c").secrets({ type: "access_key" });
});
