import { isAbsolute } from "node:path";
import ts from "typescript";
import { type DeclarationFile, type Origin, readDeclarationFile } from "./declaration-file.ts";

/** One thing that can be imported from a package. */
export interface ApiEntry {
  /** As it is imported: `@starfix/dsl/input`. */
  readonly name: string;
  /** Its built declarations, an absolute path. */
  readonly file: string;
}

/** Where a name comes from at last: a statement of the package, or another package. */
interface Declared {
  readonly file: string;
  readonly name: string;
}
type Found = { readonly declared: Declared } | { readonly external: Origin };

const printer: ts.Printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/**
 * The public interface of one package as Markdown: for each entry what it exports, with whole signatures and without
 * comments, by name; then what those signatures mention and no entry exports. The same declarations give the same
 * text, whatever files the bundler spreads them over.
 */
export function reportApi(
  packageName: string,
  entries: readonly ApiEntry[],
  read: typeof readDeclarationFile = readDeclarationFile,
): string {
  const files = new Map<string, DeclarationFile>();
  const fileAt = (path: string): DeclarationFile => {
    const file = files.get(path) ?? read(path);
    files.set(path, file);
    return file;
  };
  const keyOf = ({ file, name }: Declared): string => `${file}\n${name}`;
  const printed = new Map<string, string>();
  const mentioned = new Map<string, Declared>();
  const externals = new Set<string>();

  const follow = (path: string, name: string): Found => {
    const { declared, imported } = fileAt(path);
    if (declared.has(name)) return { declared: { file: path, name } };
    const origin = imported.get(name);
    if (origin === undefined) throw new Error(`unexpected name in ${path}: ${name} is neither declared nor imported`);
    return followOrigin(origin);
  };
  const followOrigin = (origin: Origin): Found => {
    if (!isFile(origin.from) || origin.name === "*") return { external: origin };
    const found = exportsOf(origin.from).get(origin.name);
    if (found === undefined) throw new Error(`unexpected import: ${origin.from} exports no ${origin.name}`);
    return found;
  };
  const exportsOf = (path: string): ReadonlyMap<string, Found> => {
    const { exported, passedOn } = fileAt(path);
    const found = new Map<string, Found>();
    for (const from of passedOn) {
      if (!isFile(from)) found.set(`* from ${from}`, { external: { from, name: "*" } });
      else for (const [name, origin] of exportsOf(from)) found.set(name, origin);
    }
    for (const [name, origin] of exported) {
      found.set(name, typeof origin === "string" ? follow(path, origin) : followOrigin(origin));
    }
    return found;
  };
  const mention = (path: string, node: ts.Node): void => {
    const { declared, imported } = fileAt(path);
    for (const name of namesIn(node)) {
      if (!declared.has(name) && !imported.has(name)) continue;
      const found = follow(path, name);
      if ("external" in found) externals.add(formatImport(found.external, name));
      else if (!mentioned.has(keyOf(found.declared))) {
        mentioned.set(keyOf(found.declared), found.declared);
        for (const statement of statementsOf(found.declared)) mention(found.declared.file, statement);
      }
    }
  };
  const statementsOf = ({ file, name }: Declared): readonly ts.Statement[] => fileAt(file).declared.get(name) ?? [];
  const print = ({ file, name }: Declared, prefix = ""): string =>
    statementsOf({ file, name })
      .map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, fileAt(file).source))
      .map((text) => text.replace(/^(?:export )?(?:declare )?/, prefix))
      .join("\n");

  const sections = entries.map((entry) => {
    const lines: string[] = [];
    for (const [name, found] of [...exportsOf(entry.file)].sort(byName)) {
      if ("external" in found) {
        lines.push(formatReexport(found.external, name));
        continue;
      }
      const { declared } = found;
      const before = printed.get(keyOf(declared));
      if (before === undefined && name === declared.name) {
        printed.set(keyOf(declared), entry.name);
        lines.push(print(declared, "export "));
      } else {
        const alias = name === declared.name ? name : `${declared.name} as ${name}`;
        lines.push(before === undefined ? `export { ${alias} };` : `export { ${alias} } from "${before}";`);
      }
      for (const statement of statementsOf(declared)) mention(declared.file, statement);
    }
    return section(`\`${entry.name}\``, lines.length === 0 ? ["export {};"] : lines);
  });
  const added = [...reachedFrom(entries, fileAt)].flatMap((path) =>
    fileAt(path).ambient.map((statement) => {
      mention(path, statement);
      return printer.printNode(ts.EmitHint.Unspecified, statement, fileAt(path).source);
    }),
  );
  if (added.length > 0) sections.push(section("Added to other modules", added.sort()));
  const behind = [...mentioned.values()]
    .filter((declared) => !printed.has(keyOf(declared)))
    .map((declared) => [declared.name, print(declared)] as const)
    .sort(byName)
    .map(([, text]) => text);
  if (externals.size > 0) sections.push(section("Of other packages", [...externals].sort()));
  if (behind.length > 0) sections.push(section("Mentioned above, exported by no entry", behind));
  return [`# API of ${packageName}`, "", "Written by `npm run api` from the built declarations.", "", ...sections].join(
    "\n",
  );
}

/** The files of the package that its entries import, themselves among them. */
function reachedFrom(entries: readonly ApiEntry[], fileAt: (path: string) => DeclarationFile): ReadonlySet<string> {
  const reached = new Set<string>(entries.map(({ file }) => file));
  for (const path of reached) {
    const { imported, exported, passedOn } = fileAt(path);
    const origins = [...imported.values(), ...exported.values()].flatMap((origin) =>
      typeof origin === "string" ? [] : [origin.from],
    );
    for (const from of [...origins, ...passedOn]) if (isFile(from)) reached.add(from);
  }
  return reached;
}

function section(title: string, lines: readonly string[]): string {
  return [`## ${title}`, "", "```ts", ...lines, "```", ""].join("\n");
}

function isFile(from: string): boolean {
  return isAbsolute(from);
}

function formatImport({ from, name }: Origin, local: string): string {
  if (name === "*") return `import * as ${local} from "${from}";`;
  return `import { ${name === local ? name : `${name} as ${local}`} } from "${from}";`;
}

function formatReexport({ from, name }: Origin, exported: string): string {
  if (name === "*")
    return exported.startsWith("* ") ? `export * from "${from}";` : `export * as ${exported} from "${from}";`;
  return `export { ${name === exported ? name : `${name} as ${exported}`} } from "${from}";`;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names that a declaration mentions; those of members are not among them. */
function namesIn(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child) && !isNameOfMember(child)) names.add(child.text);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return names;
}

function isNameOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isTypeElement(parent) ||
      ts.isClassElement(parent) ||
      ts.isParameter(parent) ||
      ts.isNamedTupleMember(parent)) &&
    parent.name === node
  );
}
