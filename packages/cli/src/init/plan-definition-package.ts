import { join } from "node:path";
import { readTemplate } from "../read-template.ts";
import { UserError } from "../user-error.ts";
import { editIgnore } from "./plan-ignore.ts";
import { type FolderSteps, folderSteps, type InitProps, type InitStep, settingsStep } from "./plan-init.ts";
import { packageName, TYPESCRIPT, type Versions } from "./plan-package.ts";
import { pnpmSteps } from "./plan-pnpm.ts";

const VITEST = "^4.1.12";

const templates = [
  "starfix.config.ts",
  "tsconfig.json",
  "tsconfig.build.json",
  "src/index.ts",
  "src/definitions/connections.ts",
  "src/definitions/tables.ts",
  "src/orders.ts",
  "test/definitions.test.ts",
];

/** Decides what makes a folder a package of definitions for others to import. Writes nothing; only a new package is begun. */
export async function planDefinitionPackage({
  folder,
  versions,
  out,
  manager,
}: InitProps): Promise<readonly InitStep[]> {
  const steps = await folderSteps(folder);
  if ((await steps.read("package.json")) !== undefined) {
    throw new UserError(
      `${join(folder, "package.json")} is there: init --package begins a new package; name a folder that has none`,
    );
  }
  const name = packageName(folder);
  const readme = (await readTemplate("package/README.md")).replaceAll("{name}", name);
  return [
    { path: "package.json", action: "created", note: "", text: manifestText(name, versions) },
    ...(manager === "pnpm" ? await pnpmSteps(folder, steps) : []),
    await steps.create("README.md", "was there", async () => readme),
    ...(await sources(steps)),
    await steps.edit(".gitignore", "", (text) => editIgnore(text, ["dist/"])),
    await settingsStep(folder, steps, out),
  ];
}

async function sources({ create }: FolderSteps): Promise<readonly InitStep[]> {
  return Promise.all(templates.map((path) => create(path, "was there", () => readTemplate(`package/${path}`))));
}

function manifestText(name: string, { starfix, dsl, testing }: Versions): string {
  const manifest = {
    name,
    version: "0.1.0",
    description: "Definitions that other projects import",
    type: "module",
    sideEffects: false,
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    },
    // The manifest in artifacts/ says to those who import the package what it owns; src/ is where editors jump to.
    files: ["dist", "src", "artifacts"],
    scripts: {
      check: "starfix check --types",
      test: "vitest run",
      build: "tsc -p tsconfig.build.json && starfix build",
      prepack: "npm run build",
    },
    peerDependencies: { "@starfix/dsl": dsl },
    devDependencies: {
      "@starfix/dsl": dsl,
      "@starfix/testing": testing,
      starfix,
      typescript: TYPESCRIPT,
      vitest: VITEST,
    },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
