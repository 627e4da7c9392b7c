import {
  type OptionalKind,
  type ParameterDeclarationStructure,
  type StatementStructures,
  StructureKind,
  VariableDeclarationKind,
} from "ts-morph";
import { joinPointer } from "../../load/json-pointer.ts";
import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "../../normalise/normalised-document.ts";
import { docText, printSourceFile } from "../source-file.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { BUILDER_RUNTIME_DTS, BUILDER_RUNTIME_JS } from "./generated/runtime-text.gen.ts";
import { type BuilderMethod, type BuilderModel, readBuilder } from "./read-builder.ts";

const RUNTIME = "builder-runtime.gen";

/**
 * A fluent class for each component with `x-starfix-builder`, and its entry function; with
 * `builderBases` only an abstract class, for hand-written subclasses.
 */
export const buildersTarget: Target = {
  name: "builders",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const models = readBuilders(document, context);
    if (models.length === 0) return [];
    const imports = new Set<string>();
    const typeOf = (model: BuilderModel, property: string, schema: NormalisedSchema): string => {
      const component = schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
      const name = component === undefined ? undefined : context.names.get(component);
      if (name === undefined) return `Exclude<${model.name}Props[${JSON.stringify(property)}], undefined>`;
      imports.add(name);
      return name;
    };
    const isFinished = !context.builderBases;
    const statements = models.flatMap((model) => {
      imports.add(context.names.get(model.component) ?? model.component);
      const typed: TypeOf = (property, schema) => typeOf(model, property, schema);
      return [...emitBuilder(model, context, typed), ...(isFinished ? emitFinished(model, typed) : [])];
    });
    checkNames(models, imports, context);
    const { builderBase: base } = context;
    const needed = base === undefined ? ["Build", "BuilderType"] : typesOfBase(models);
    const named = [...needed.map((name) => ({ name, isTypeOnly: true })), { name: base?.name ?? "Builder" }];
    const head: StatementStructures[] = [
      {
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: base?.module ?? `./${RUNTIME}.js`,
        namedImports: named.sort((one, other) => (one.name < other.name ? -1 : 1)),
      },
      {
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: base?.types ?? "./types.gen.js",
        isTypeOnly: true,
        namedImports: [...imports].sort(),
      },
    ];
    const file = { path: "builders.gen.ts", text: printSourceFile(context.header, [...head, ...statements]) };
    if (base !== undefined) return [file];
    return [
      file,
      { path: `${RUNTIME}.js`, text: `${context.header}\n${BUILDER_RUNTIME_JS}` },
      { path: `${RUNTIME}.d.ts`, text: `${context.header}\n${BUILDER_RUNTIME_DTS}` },
    ];
  },
};

/** A component with a writable variant is built in the form of that variant. */
function readBuilders(document: NormalisedDocument, context: TargetContext): BuilderModel[] {
  const builderOf = (component: string): string =>
    JSON.stringify(document.schemas.get(component)?.["x-starfix-builder"]);
  const components = [...document.schemas.keys()].filter((component) => {
    if (document.schemas.get(component)?.["x-starfix-builder"] === undefined) return false;
    return builderOf(`${component}Writable`) !== builderOf(component);
  });
  return components.flatMap((component) => readBuilder(document, component, context) ?? []);
}

/** The names that a builder declares. */
function namesOf({ name, entry }: BuilderModel): string[] {
  return [
    `${name}Props`,
    `${name}Missing`,
    `${name}Base`,
    `${name}Builder`,
    `${name}BuilderType`,
    `create${name}Props`,
    `${entry}Parts`,
    entry,
  ];
}

function checkNames(models: readonly BuilderModel[], imports: ReadonlySet<string>, context: TargetContext): void {
  const owners = new Map<string, string>([...imports].map((name) => [name, "a type"]));
  if (context.builderBase !== undefined)
    for (const name of ["Alone", context.builderBase.name]) owners.set(name, "the module itself");
  for (const name of ["Build", "Builder", "BuilderType", "Exclude", "Partial", "Pick", "Readonly", "Record"])
    owners.set(name, "the module itself");
  for (const model of models) {
    const pointer = joinPointer("/components/schemas", model.component, "x-starfix-builder", "name");
    const names = namesOf(model);
    const taken = names.find((name) => owners.has(name));
    if (taken !== undefined)
      context.report(
        "invalid_builder",
        pointer,
        `expected a unique builder name, received ${model.name}: ${taken} is also declared by ${owners.get(taken)}`,
      );
    for (const name of names) owners.set(name, model.component);
  }
}

/** The concrete builder class, its `BuilderType`, and its entry function. */
function emitFinished(model: BuilderModel, typeOf: TypeOf): StatementStructures[] {
  const { name, entry, parameters } = model;
  const given = parameters.map(({ property }, index) => parameterName(property, index));
  const methodOf = (part: string): string | undefined => model.methods.find((method) => method.part === part)?.name;
  const calls = model.missing.flatMap((part) => methodOf(part) ?? []).map((method) => `.${method}(…)`);
  const left = model.missing.filter((part) => methodOf(part) === undefined).map((part) => `\`${part}\``);
  const example = `${entry}(${given.map(() => "…").join(", ")})${calls.join("")}${left.length === 0 ? ".build()" : ""}`;
  const start = `Starts a ${name}: \`${example}\`${left.length === 0 ? "" : `; a subclass of ${name}Base gives ${left.join(", ")}`}.`;
  return [
    {
      kind: StructureKind.Interface,
      name: `${name}BuilderType`,
      isExported: true,
      extends: ["BuilderType"],
      properties: [{ name: "builder", type: `${name}Builder<this["missing"]>`, isReadonly: true }],
      docs: [`The ${name} builder by what is still missing.`],
    },
    {
      kind: StructureKind.Class,
      name: `${name}Builder`,
      isExported: true,
      typeParameters: [{ name: "TMissing", constraint: "string", default: `${name}Missing` }],
      extends: `${name}Base<TMissing, ${name}BuilderType>`,
      docs: [`A ${name}, being described. Every method returns a new builder; the calls may come in any order.`],
      methods: [
        {
          name: "build",
          parameters: [{ name: "this", type: `${name}Builder<never>` }],
          returnType: `${name}Props`,
          statements: [
            `// Nothing is missing, or \`this\` would have another type.\nreturn this.props as ${name}Props;`,
          ],
          docs: [docText("The request, frozen. It can be called once nothing is missing.")],
        },
        {
          name: "toNode",
          returnType: `Readonly<Partial<${name}Props>>`,
          statements: ["return this.props;"],
          docs: ["What is given so far, frozen."],
        },
      ],
    },
    {
      kind: StructureKind.Function,
      name: entry,
      isExported: true,
      parameters: parameters.map(({ property, schema }, index) => ({
        name: parameterName(property, index),
        type: typeOf(property, schema),
      })),
      returnType: `${name}Builder`,
      statements: [`return new ${name}Builder({ props: create${name}Props(${given.join(", ")}) });`],
      docs: [docText(start)],
    },
  ];
}

type TypeOf = (property: string, schema: NormalisedSchema) => string;

/** Whether a method changes the type of its builder. */
function changesType({ part, choice }: BuilderMethod): boolean {
  return part !== undefined || choice !== undefined;
}

/** The types of the module of a base class that are used. */
function typesOfBase(models: readonly BuilderModel[]): string[] {
  const methods = models.flatMap((model) => model.methods);
  if (!methods.some(changesType)) return [];
  return [...(methods.some(({ choice }) => choice !== undefined) ? ["Alone"] : []), "Build", "BuilderType"];
}

function emitBuilder(model: BuilderModel, context: TargetContext, typeOf: TypeOf): StatementStructures[] {
  const { name, parts, missing } = model;
  const { builderBase: base } = context;
  const known = [...model.constants, ...model.parameters].map(({ property }) => JSON.stringify(property));
  const start = known.length === 0 ? "Record<never, never>" : `Pick<${name}Props, ${known.join(" | ")}>`;
  const members = [
    ...model.constants.map(({ property, value }) => `${memberName(property)}: ${JSON.stringify(value)}`),
    ...model.parameters.map(({ property }, index) => `${memberName(property)}: ${parameterName(property, index)}`),
  ];
  const isTyped = base === undefined || model.methods.some(changesType);
  return [
    {
      kind: StructureKind.TypeAlias,
      name: `${name}Props`,
      isExported: true,
      type: context.names.get(model.component) ?? model.component,
      docs: [`The request that the ${name} builder fills in.`],
    },
    ...(parts === undefined && base !== undefined ? [] : [emitMissing(model)]),
    ...(parts === undefined || base === undefined || missing.length === 0 ? [] : [emitParts(model, parts)]),
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
        ...(base === undefined ? [] : [{ name: "TNode" }]),
        ...(isTyped ? [{ name: "TMissing", constraint: "string" }] : []),
        ...(isTyped && base !== undefined ? [{ name: "TGiven", constraint: "string" }] : []),
        ...(isTyped ? [{ name: "TBuilder", constraint: "BuilderType" }] : []),
      ],
      extends: base === undefined ? `Builder<${name}Props>` : `${base.name}<TNode, ${name}Props>`,
      ...(model.description === undefined ? {} : { docs: [docText(model.description)] }),
      ...(base === undefined && {
        properties: [
          {
            name: "$missing",
            type: "TMissing",
            isReadonly: true,
            hasDeclareKeyword: true,
            docs: ["Type only: the parts that are still missing."],
          },
        ],
      }),
      methods: model.methods.map((method) => ({
        name: method.name,
        parameters: [parameterOf(method, typeOf)],
        returnType: returnTypeOf(method, base !== undefined),
        statements: [setCall(method)],
        docs: [docText(describeMethod(method))],
      })),
    },
  ];
}

function emitMissing({ name, missing }: BuilderModel): StatementStructures {
  return {
    kind: StructureKind.TypeAlias,
    name: `${name}Missing`,
    isExported: true,
    type: missing.length === 0 ? "never" : missing.map((part) => JSON.stringify(part)).join(" | "),
    docs: ["The parts that must be given before the request is complete."],
  };
}

function emitParts({ name, entry }: BuilderModel, parts: ReadonlyMap<string, readonly string[]>): StatementStructures {
  const entries = [...parts].map(([part, properties]) => `${memberName(part)}: ${JSON.stringify(properties)}`);
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [
      {
        name: `${entry}Parts`,
        type: `Readonly<Record<${name}Missing, readonly (keyof ${name}Props)[]>>`,
        initializer: `{ ${entries.join(", ")} }`,
      },
    ],
    docs: ["For each part the members of the request of which one must be set."],
  };
}

/** A list may be given as arguments of their own, and a boolean is true when nothing is said. */
function parameterOf(
  { property, schema, rest, choice }: BuilderMethod,
  typeOf: TypeOf,
): OptionalKind<ParameterDeclarationStructure> {
  const type = typeOf(property, schema);
  if (rest) return { name: "value", type, isRestParameter: true };
  if (choice !== undefined) {
    const others = choice.others.map((other) => JSON.stringify(other)).join(" | ");
    return { name: "value", type: `Alone<TGiven, ${others}, ${type}, ${JSON.stringify(choice.given)}>` };
  }
  return { name: "value", type, ...(schema.type === "boolean" && { initializer: "true" }) };
}

function returnTypeOf(method: BuilderMethod, hasBase: boolean): string {
  const { name, part, choice } = method;
  const missing = part === undefined ? "TMissing" : `Exclude<TMissing, ${JSON.stringify(part)}>`;
  if (!hasBase) return part === undefined ? "this" : `Build<TBuilder, ${missing}>`;
  if (!changesType(method)) return "this";
  return `Build<TBuilder, ${missing}, TGiven${choice === undefined ? "" : ` | ${JSON.stringify(name)}`}>`;
}

function memberName(property: string): string {
  // A literal with this key would set the prototype.
  if (property === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(property) ? property : JSON.stringify(property);
}

function parameterName(property: string, index: number): string {
  return /^[a-z]\w*$/.test(property) ? property : `value${index + 1}`;
}

function setCall({ name, property, rivals, choice }: BuilderMethod): string {
  const key = JSON.stringify(property);
  if (choice !== undefined) {
    const { group, given } = choice;
    // Where calls contradict, the parameter has no other type than the contract's.
    return `return this.set(${key}, value as never, ${JSON.stringify({ group, method: name, given })});`;
  }
  const cleared = rivals.length === 0 ? "" : `, [${rivals.map((rival) => JSON.stringify(rival.property)).join(", ")}]`;
  return `return this.set(${key}, value${cleared});`;
}

function describeMethod({ name, property, description, rivals, choice }: BuilderMethod): string {
  const first = description ?? `Sets \`${property}\`.`;
  const repeat = "Calling it again replaces the earlier value.";
  const places = rivals.map(({ method, property: other }) =>
    method === undefined ? `\`${other}\`` : `\`.${method}()\``,
  );
  const clears = places.length === 0 ? "" : ` It takes the place of ${places.join(", ")}.`;
  const contradicts =
    choice === undefined ? "" : ` It contradicts ${choice.others.map((other) => `\`.${other}()\``).join(", ")}.`;
  const origin = name === property ? "" : ` In the request it is \`${property}\`.`;
  return `${first}\n${repeat}${clears}${contradicts}${origin}`;
}
