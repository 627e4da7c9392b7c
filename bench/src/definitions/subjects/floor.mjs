import { CreateJobRequestJsonSchema, jsonSchemas } from "@starfix/schema/json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import { bodyOf } from "./payload.mjs";
import { printed } from "./printed.mjs";

const ajv = new Ajv2020({ strict: false, validateFormats: false });
for (const schema of jsonSchemas) ajv.addSchema(schema);
const validate = ajv.getSchema(CreateJobRequestJsonSchema.$id);

/** No builder and no expressions: the object written out, validated by ajv, printed and hashed. */
export function compile(from, to) {
  const artifacts = [];
  for (let i = from; i < to; i++) {
    const body = bodyOf(i);
    if (!validate(body)) throw new Error(JSON.stringify(validate.errors));
    artifacts.push(printed(body));
  }
  return artifacts;
}
