import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { ITEM_SCHEMA, itemByHandLoose, itemByHandStrip, itemOf } from "./item.ts";

const validate = new Ajv2020({ validateFormats: false, allowUnionTypes: true }).compile(ITEM_SCHEMA);

test("the document and the schemas by hand agree on items", () => {
  const item = itemOf(7);
  expect(Object.keys(item)).toHaveLength(20);
  expect(Object.keys(item)).toEqual(Object.keys(ITEM_SCHEMA.properties ?? {}));
  expect(validate(item)).toBe(true);
  expect(itemByHandLoose.parse({ ...item, more: 1 })).toEqual({ ...item, more: 1 });
  expect(itemByHandStrip.parse({ ...item, more: 1 })).toEqual(item);
});

test.each(Object.keys(itemOf(7)))("an item whose %s is of another type is refused by all", (key) => {
  const item = { ...itemOf(7), [key]: Symbol.iterator };
  expect(validate(item)).toBe(false);
  expect(itemByHandLoose.safeParse(item).success).toBe(false);
  expect(itemByHandStrip.safeParse(item).success).toBe(false);
});
