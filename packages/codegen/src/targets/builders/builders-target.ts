import { type StatementStructures, StructureKind } from "ts-morph";
import { joinPointer } from "../../load/json-pointer.ts";
import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "../../normalise/normalised-document.ts";
import { docText, printSourceFile } from "../source-file.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { type BuilderMethod, type BuilderModel, readBuilder } from "./read-builder.ts";

/** An abstract fluent class for each component that has `x-starfix-builder`. */
export const buildersTarget: Target = {
  name: "builders",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const models = [...document.schemas.keys()].flatMap((component) => readBuilder(document, component, context) ?? []);
    const owners = new Map<string, string>();
    for (const { name, component } of models) {
      const owner = owners.get(name);
      const pointer = joinPointer("/components/schemas", component, "x-starfix-builder", "name");
      if (owner !== undefined)
        context.report("invalid_builder", pointer, `expected builder names that differ, ${owner} has ${name}, too`);
      owners.set(name, component);
    }
    const imports = new Set<string>();
    const typeOf = (model: BuilderModel, property: string, schema: NormalisedSchema): string => {
      const component = schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
      const name = component === undefined ? undefined : context.names.get(component);
      if (name === undefined) return `Exclude<${model.name}Props[${JSON.stringify(property)}], undefined>`;
      imports.add(name);
      return name;
    };
    const statements = models.flatMap((model) => {
      imports.add(context.names.get(model.component) ?? model.component);
      return emitBuilder(model, context, (property, schema) => typeOf(model, property, schema));
    });
    const head: StatementStructures[] = [];
    if (models.length > 0) {
      head.push({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: context.builderModule,
        namedImports: [{ name: "Build", isTypeOnly: true }, "Builder", { name: "BuilderType", isTypeOnly: true }],
      });
      head.push({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: "./types.gen.ts",
        isTypeOnly: true,
        namedImports: [...imports].sort(),
      });
    } else {
      head.push({ kind: StructureKind.ExportDeclaration });
    }
    return [{ path: "builders.gen.ts", text: printSourceFile(context.header, [...head, ...statements]) }];
  },
};

type TypeOf = (property: string, schema: NormalisedSchema) => string;

function emitBuilder(model: BuilderModel, context: TargetContext, typeOf: TypeOf): StatementStructures[] {
  const { name } = model;
  const known = [...model.constants, ...model.parameters].map(({ property }) => JSON.stringify(property));
  const start = known.length === 0 ? "Record<never, never>" : `Pick<${name}Props, ${known.join(" | ")}>`;
  const members = [
    ...model.constants.map(({ property, value }) => `${memberName(property)}: ${JSON.stringify(value)}`),
    ...model.parameters.map(({ property }, index) => `${memberName(property)}: ${parameterName(property, index)}`),
  ];
  return [
    {
      kind: StructureKind.TypeAlias,
      name: `${name}Props`,
      isExported: true,
      type: context.names.get(model.component) ?? model.component,
      docs: [`The request that the ${name} builder fills in.`],
    },
    {
      kind: StructureKind.TypeAlias,
      name: `${name}Missing`,
      isExported: true,
      type: model.missing.length === 0 ? "never" : model.missing.map((part) => JSON.stringify(part)).join(" | "),
      docs: ["The parts that must be given before the request is complete."],
    },
    {
      kind: StructureKind.Function,
      name: `create${name}Props`,
      isExported: true,
      parameters: model.parameters.map(({ property, schema }, index) => ({
        name: parameterName(property, index),
        type: typeOf(property, schema),
      })),
      returnType: start,
      statements: [`return { ${members.join(", ")} };`],
      docs: ["The members that are known before any method is called."],
    },
    {
      kind: StructureKind.Class,
      name: `${name}Base`,
      isAbstract: true,
      isExported: true,
      typeParameters: [
        { name: "TMissing", constraint: "string" },
        { name: "TBuilder", constraint: "BuilderType" },
      ],
      extends: `Builder<${name}Props>`,
      ...(model.description === undefined ? {} : { docs: [docText(model.description)] }),
      properties: [
        {
          name: "$missing",
          type: "TMissing",
          isReadonly: true,
          hasDeclareKeyword: true,
          docs: ["Type only: the parts that are still missing."],
        },
      ],
      methods: model.methods.map((method) => ({
        name: method.name,
        parameters: [{ name: "value", type: typeOf(method.property, method.schema) }],
        returnType: `Build<TBuilder, ${method.part === undefined ? "TMissing" : `Exclude<TMissing, ${JSON.stringify(method.part)}>`}>`,
        statements: [setCall(method)],
        docs: [docText(describeMethod(method))],
      })),
    },
  ];
}

function memberName(property: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(property) ? property : JSON.stringify(property);
}

function parameterName(property: string, index: number): string {
  return /^[a-z]\w*$/.test(property) ? property : `value${index + 1}`;
}

function setCall({ property, rivals }: BuilderMethod): string {
  const cleared = rivals.length === 0 ? "" : `, [${rivals.map((rival) => JSON.stringify(rival.property)).join(", ")}]`;
  return `return this.set(${JSON.stringify(property)}, value${cleared});`;
}

function describeMethod({ name, property, description, rivals }: BuilderMethod): string {
  const first = description ?? `Sets \`${property}\`.`;
  const repeat = "Calling it again replaces the earlier value.";
  const places = rivals.map(({ method, property: other }) =>
    method === undefined ? `\`${other}\`` : `\`.${method}()\``,
  );
  const clears = places.length === 0 ? "" : ` It takes the place of ${places.join(", ")}.`;
  const origin = name === property ? "" : ` In the request it is \`${property}\`.`;
  return `${first}\n${repeat}${clears}${origin}`;
}
