import { expect, test } from "vitest";
import { cliFolder } from "../testing/run-in-folder.ts";

test("--help fits a screen", async () => {
  await using folder = await cliFolder({});
  const { code, out, err } = await folder.run("--help");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const lines = out.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(out).toMatchInlineSnapshot(`
    "Usage: starfix-codegen <document> -o <folder> [options]
           starfix-codegen diff <old> <new> [options]

    Compiles an OpenAPI 3.0 or 3.1 document to TypeScript.

      -o, --out <folder>          where to write
      --overlay <file>            OpenAPI Overlay 1.0 to apply; may be repeated
      --target <names>            types,zod,guards,json-schema,
                                  builders,descriptors,operations
      --config <file>             settings, if not in starfix-codegen.config.*
      --no-config                 look for no settings
      --check                     write nothing; exit 1 when the folder is stale
      --watch                     generate again whenever a file changes
      --json                      report as one JSON object on stdout
      --quiet                     print errors only
      --github                    print issues as GitHub annotations too
      --allow-remote              follow references to http(s) addresses
      --schema-base <url>         what the $id of a JSON Schema starts with
      --json-schema-draft <name>  2020-12 (the default) or draft-07
      --builder-bases             abstract bases of builders only, to finish by hand
      --no-cache                  generate even when nothing has changed
      -V, --version               print the version
      -h, --help                  print this help
    "
  `);
});

test("diff --help tells the options of diff", async () => {
  await using folder = await cliFolder({});
  const { code, out } = await folder.run("diff", "--help");
  expect(code).toBe(0);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(out).toMatchInlineSnapshot(`
    "Usage: starfix-codegen diff <old> <new> [options]

    Lists what changed between two documents, and what that breaks.

      --fail-on <kind>  exit 1 on a change: breaking, request, response, any, none
      --format <style>  text, json, github, markdown
      --json            the same as --format json
      --all             list changes of titles, descriptions and examples too
      --overlay <file>  applied to both documents; may be repeated
      --allow-remote    follow references to http(s) addresses
      -h, --help        print this help
    "
  `);
});

test("--version prints the version", async () => {
  await using folder = await cliFolder({});
  expect(await folder.run("--version")).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: "" });
});
