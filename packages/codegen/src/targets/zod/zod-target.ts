import { StructureKind } from "ts-morph";
import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "../../normalise/normalised-document.ts";
import { constantText, printSourceFile } from "../source-file.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { orderByDependency } from "./dependency-order.ts";
import { LENGTH_CHECK } from "./length-check.ts";
import { emitZod, type ZodScope } from "./zod-expression.ts";

/**
 * One zod 4 schema for each component, annotated with the type of the component: what zod infers is checked once
 * against the annotation, and no user of the schemas pays for it again.
 */
export const zodTarget: Target = {
  name: "zod",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const order = orderByDependency(document);
    const members = unionMembers(document);
    const declared = new Set<string>();
    const nameOf = (component: string): string => context.names.get(component) ?? component;
    const scope: ZodScope = {
      reference: (component) =>
        declared.has(component) ? `z${nameOf(component)}` : `z.lazy(() => z${nameOf(component)})`,
      // An alias stands for what it leads to.
      member: (component) => `open${nameOf(component)}`,
    };
    const statements: string[] = [];
    const expressions: string[] = [];
    for (const component of order) {
      const schema = document.schemas.get(component) ?? {};
      const name = nameOf(component);
      const isMember = members.has(component);
      const alias =
        isMember && schema.$ref !== undefined ? `open${nameOf(componentOfRef(schema.$ref) ?? "")}` : undefined;
      const expression = alias ?? emitZod(schema, scope);
      expressions.push(expression);
      // The annotation hides what a discriminated union has to see, so its members exist without one, too.
      if (isMember) statements.push(constantText({ name: `open${name}`, value: expression }));
      statements.push(
        constantText({
          name: `z${name}`,
          type: `z.ZodType<${name}>`,
          doc: schema.description,
          value: isMember ? `open${name}` : expression,
        }),
      );
      declared.add(component);
    }
    const usesLength = expressions.some((expression) => expression.includes(".check(characters("));
    return [
      {
        path: "zod.gen.ts",
        text: printSourceFile(context.header, [
          { kind: StructureKind.ImportDeclaration, moduleSpecifier: "zod", namedImports: ["z"] },
          {
            kind: StructureKind.ImportDeclaration,
            moduleSpecifier: "./types.gen.ts",
            isTypeOnly: true,
            namedImports: order.map(nameOf).sort(),
          },
          ...(usesLength ? [LENGTH_CHECK] : []),
          ...statements,
        ]),
      },
    ];
  },
};

/** Components that a discriminated union names as members, and what aliases among them lead to. */
function unionMembers(document: NormalisedDocument): Set<string> {
  const members = new Set<string>();
  const add = (schema: NormalisedSchema): void => {
    const name = schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
    if (name === undefined || members.has(name)) return;
    members.add(name);
    const target = document.schemas.get(name);
    if (target) add(target);
  };
  const visit = (schema: NormalisedSchema): void => {
    const union = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
    if (schema.discriminator) union.forEach(add);
    const rest = typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
    for (const part of [
      ...union,
      ...Object.values(schema.properties ?? {}),
      ...(schema.items ? [schema.items] : []),
      ...rest,
    ])
      visit(part);
  };
  for (const schema of document.schemas.values()) visit(schema);
  return members;
}
