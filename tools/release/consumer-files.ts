import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Combination } from "./combinations.ts";

/** Files of a project, by path. */
export type Files = Readonly<Record<string, string>>;

/** A project that someone writes who installs our packages. */
export interface Consumer {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly files: Files;
}

/** esbuild's script only checks its binary; pnpm requires a setting for whether to run it. */
export const pnpmSettings = "allowBuilds:\n  esbuild: false\n";

/** Writes a project as it is before the first install. */
export async function writeConsumer(
  folder: string,
  { modules, typescript }: Combination,
  consumer: Consumer,
  npmrc: string,
): Promise<void> {
  const manifest = {
    name: "consumer",
    private: true,
    type: "module",
    dependencies: consumer.dependencies,
    devDependencies: { typescript },
  };
  const files: Files = {
    ".npmrc": npmrc,
    "package.json": JSON.stringify(manifest, null, 2),
    "pnpm-workspace.yaml": pnpmSettings,
    "tsconfig.json": JSON.stringify({
      compilerOptions: compilerOptions(modules),
      include: ["**/*.ts"],
      exclude: ["out"],
    }),
    ...consumer.files,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** As strict as can be, and with the declarations of what is installed checked. */
export function compilerOptions(modules: Combination["modules"]): object {
  const found = { nodenext: { module: "nodenext" }, bundler: { module: "esnext", moduleResolution: "bundler" } };
  return {
    ...found[modules],
    target: "es2023",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    rootDir: ".",
    outDir: "out",
  };
}

/** Definitions and nothing else. `example` is the one of the README. */
export function definitionsConsumer(example: string, dependencies: Readonly<Record<string, string>>): Consumer {
  const imports = Object.keys(dependencies).filter((name) => name !== "@starfix/dsl");
  const check = [
    'import { koalas } from "./definitions/koalas.js";',
    ...imports.map((name, index) => `import * as catalogue${index} from "${name}";`),
    'if (koalas.toNode().id !== "koalas") throw new Error("the example of the README is another one");',
    ...imports.map(
      (_, index) => `if (Object.keys(catalogue${index}).length === 0) throw new Error("nothing exported");`,
    ),
  ];
  return { dependencies, files: { "definitions/koalas.ts": example, "check.ts": `${check.join("\n")}\n` } };
}

const petstore = `openapi: 3.1.0
info: { title: Pets, version: "1" }
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 1 }
`;

/** All that has a command, and the client. */
export function commandsConsumer(example: string, dependencies: Readonly<Record<string, string>>): Consumer {
  return {
    dependencies,
    files: {
      "definitions/koalas.ts": example,
      "starfix.config.ts":
        'import { defineConfig } from "starfix";\n\nexport default defineConfig({ out: "artifacts" });\n',
      "openapi.yaml": petstore,
      "pets.ts": [
        'import type { Pet } from "./generated/types.gen.js";',
        'import { zPet } from "./generated/zod.gen.js";',
        'const pet: Pet = zPet.parse({ name: "Rex" });',
        'if (pet.name !== "Rex" || zPet.safeParse({}).success) throw new Error("the generated schema judges wrongly");',
        "",
      ].join("\n"),
      "client.ts": [
        'import { createClient } from "@starfix/client";',
        "declare const process: { readonly env: Readonly<Record<string, string>> };",
        'const { URL: url = "", PROJECT: projectId = "", KEY: apiKey = "" } = process.env;',
        "const { values } = await createClient({ url, projectId, apiKey }).connections.list();",
        "if (values.length !== 0) throw new Error(`unexpected connections: ${JSON.stringify(values)}`);",
        "",
      ].join("\n"),
    },
  };
}
