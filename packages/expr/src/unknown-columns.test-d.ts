import { expectTypeOf, test } from "vitest";
import type { CheckedSql, TypeMessage, UnknownColumn, UnknownColumns } from "./index.ts";

type Known = "timestamp" | "city" | "session" | 'a"b';

test("known names are fine", () => {
  expectTypeOf<UnknownColumns<'TIME_PARSE("timestamp")', Known>>().toEqualTypeOf<never>();
  expectTypeOf<UnknownColumns<'CONCAT("city", "session")', Known>>().toEqualTypeOf<never>();
  expectTypeOf<UnknownColumns<"COUNT(*)", Known>>().toEqualTypeOf<never>();
  expectTypeOf<UnknownColumns<"sesion", Known>>().toEqualTypeOf<never>();
  expectTypeOf<UnknownColumns<string, Known>>().toEqualTypeOf<never>();
});

test("the first unknown name is named", () => {
  expectTypeOf<UnknownColumns<'"sesion"', Known>>().toEqualTypeOf<"sesion">();
  expectTypeOf<UnknownColumns<'CONCAT("city", "sesion", "town")', Known>>().toEqualTypeOf<"sesion">();
});

test("text in single quotes is no name, whatever it holds", () => {
  expectTypeOf<UnknownColumns<`COALESCE("city", 'the "town"')`, Known>>().toEqualTypeOf<never>();
  expectTypeOf<UnknownColumns<`COALESCE("city", 'it''s "x"', "sesion")`, Known>>().toEqualTypeOf<"sesion">();
  expectTypeOf<UnknownColumns<`CONCAT('"', "sesion", '"')`, Known>>().toEqualTypeOf<"sesion">();
});

test("a doubled quote belongs to the name", () => {
  expectTypeOf<UnknownColumns<'MAX("a""b")', Known>>().toEqualTypeOf<never>();
  expectTypeOf<UnknownColumns<'MAX("a""c") + "city"', Known>>().toEqualTypeOf<'a"c'>();
});

test("a quote in a name does not open a text", () => {
  expectTypeOf<UnknownColumns<`CONCAT("it's", "sesion")`, "it's">>().toEqualTypeOf<"sesion">();
});

test("the message names the unknown column", () => {
  expectTypeOf<CheckedSql<'"city"', Known>>().toEqualTypeOf<'"city"'>();
  expectTypeOf<CheckedSql<'"sesion"', Known>>().toEqualTypeOf<UnknownColumn<"sesion", Known>>();
  expectTypeOf<UnknownColumn<"sesion", Known>>().toExtend<TypeMessage<"unknown column: sesion">>();
  expectTypeOf<UnknownColumn<"sesion", Known>["$known"]>().toEqualTypeOf<Known>();
  // @ts-expect-error no SQL text is a message
  const refused: CheckedSql<'"sesion"', Known> = '"sesion"';
  void refused;
});
