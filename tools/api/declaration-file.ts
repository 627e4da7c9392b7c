import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";

/** A name of another file or package. `name` is `*` for all of it. */
export interface Origin {
  readonly from: string;
  readonly name: string;
}

/** What a built declaration file says, by name and unresolved. Files of the same package are absolute paths. */
export interface DeclarationFile {
  readonly declared: ReadonlyMap<string, readonly ts.Statement[]>;
  readonly imported: ReadonlyMap<string, Origin>;
  /** What it exports: a name of its own or imported, or one that it passes on. */
  readonly exported: ReadonlyMap<string, string | Origin>;
  /** `export * from`. */
  readonly passedOn: readonly string[];
  /** `declare module "x"` and the like, which hold without being imported. */
  readonly ambient: readonly ts.Statement[];
  readonly source: ts.SourceFile;
}

/** Reads a declaration file as the bundler writes them. Throws on a statement that would be left out otherwise. */
export function readDeclarationFile(file: string): DeclarationFile {
  if (!existsSync(file)) throw new Error(`${file} is not built: run \`npm run setup\``);
  return parseDeclarationFile(file, readFileSync(file, "utf8"));
}

export function parseDeclarationFile(file: string, text: string): DeclarationFile {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const declared = new Map<string, ts.Statement[]>();
  const imported = new Map<string, Origin>();
  const exported = new Map<string, string | Origin>();
  const passedOn: string[] = [];
  const ambient: ts.Statement[] = [];
  const origin = (specifier: ts.Expression): string => {
    const { text } = specifier as ts.StringLiteral;
    return text.startsWith(".") ? resolve(dirname(file), text.replace(/\.js$/, ".d.ts")) : text;
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      readImport(statement, origin(statement.moduleSpecifier), imported);
    } else if (ts.isExportDeclaration(statement)) {
      readExport(statement, statement.moduleSpecifier && origin(statement.moduleSpecifier), exported, passedOn);
    } else if (ts.isModuleDeclaration(statement) && !ts.isIdentifier(statement.name)) {
      ambient.push(statement);
    } else {
      for (const name of namesOf(statement)) {
        declared.set(name, [...(declared.get(name) ?? []), statement]);
        if (isExported(statement)) exported.set(name, name);
      }
    }
  }
  return { declared, imported, exported, passedOn, ambient, source };
}

function readImport({ importClause }: ts.ImportDeclaration, from: string, imported: Map<string, Origin>): void {
  if (importClause?.name) imported.set(importClause.name.text, { from, name: "default" });
  const bindings = importClause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) imported.set(bindings.name.text, { from, name: "*" });
  else
    for (const { name, propertyName } of bindings?.elements ?? [])
      imported.set(name.text, { from, name: (propertyName ?? name).text });
}

function readExport(
  { exportClause }: ts.ExportDeclaration,
  from: string | undefined,
  exported: Map<string, string | Origin>,
  passedOn: string[],
): void {
  if (exportClause && ts.isNamedExports(exportClause)) {
    for (const { name, propertyName } of exportClause.elements) {
      const own = (propertyName ?? name).text;
      exported.set(name.text, from === undefined ? own : { from, name: own });
    }
  } else if (from !== undefined) {
    if (exportClause) exported.set(exportClause.name.text, { from, name: "*" });
    else passedOn.push(from);
  }
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  if (
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  ) {
    if (statement.name) return [statement.name.text];
  }
  throw new Error(`unexpected statement in ${statement.getSourceFile().fileName}: ${statement.getText().slice(0, 80)}`);
}
