import type { Artifact, RequestArtifact } from "../emit/artifact.ts";
import type { ManifestImport } from "../emit/manifest.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ProjectAbout } from "../project/project.ts";
import type { ImportedUse } from "../share/imported-use.ts";

/** What a worker is told when it is made. */
export interface WorkerData {
  /** Given to one that is to get ready until there is something to do: one number, other than 0 when there is. */
  readonly rehearsal: Int32Array<SharedArrayBuffer> | undefined;
}

/** What a worker is asked to do, once in its life. */
export interface DefinitionsTask {
  /** Absolute path of the folder of the project. */
  readonly cwd: string;
  /** What the settings say of all definitions. */
  readonly about: ProjectAbout;
  /** The definition files, in the order of the exports of the bundle. */
  readonly files: readonly string[];
  /** Where the bundle has been written to. */
  readonly outfile: string;
  /** Values of parameters, by name. */
  readonly params: Readonly<Record<string, string>>;
  /** Whether every use of a definition of another package is told. */
  readonly tellUses: boolean;
  /** Folders of other projects that go to the same service. */
  readonly beside: readonly string[];
  /** Whether artifacts are left out: nobody is going to look at them. */
  readonly checksOnly: boolean;
  /** One number that both threads see: which of the files runs. */
  readonly progress: Int32Array<SharedArrayBuffer>;
}

/** An artifact on its way between threads: whoever wants its JSON parses the text. */
export type SentArtifact = Omit<Artifact, "json">;

/** How many definitions there are that are right, by kind. */
export type DefinitionCounts = Readonly<Record<RequestArtifact["kind"], number>>;

export interface CompiledDefinitions {
  /** None when the task only checks. */
  readonly artifacts: readonly Artifact[];
  readonly counts: DefinitionCounts;
  readonly issues: readonly CompileIssue[];
  /** What is used of other packages. */
  readonly imports: readonly ManifestImport[];
  /** Every such use, when the task asks for them. */
  readonly uses: readonly ImportedUse[];
}

/** What definitions give that cannot be run. */
export const NOTHING: Omit<CompiledDefinitions, "issues"> = {
  artifacts: [],
  counts: { connection: 0, table: 0, job: 0 },
  imports: [],
  uses: [],
};

/** What a worker says. */
export type WorkerMessage =
  /** It has the task, and begins to run the definitions. */
  | { readonly kind: "began" }
  /** The definitions ran to their end; what follows is the compiler's own work. */
  | { readonly kind: "evaluated" }
  /** Some of the artifacts; those of ten thousand definitions would need their memory twice at once. */
  | { readonly kind: "artifacts"; readonly artifacts: readonly SentArtifact[] }
  | ({ readonly kind: "compiled" } & Omit<CompiledDefinitions, "artifacts">)
  /** A definition called `process.exit()`. */
  | { readonly kind: "exited"; readonly exitCode: number; readonly stack: string | undefined }
  /** The compiler itself failed. */
  | { readonly kind: "failed"; readonly error: unknown };
