import type { Artifact, RequestArtifact } from "../emit/artifact.ts";
import type { ManifestImport } from "../emit/manifest.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ProjectAbout } from "../project/project.ts";
import type { ImportedUse } from "../share/imported-use.ts";

/** What a worker is given when it starts. */
export interface WorkerData {
  /** For a worker that warms up until there is a task: one number, which becomes other than 0 to stop it. */
  readonly warmUp: Int32Array<SharedArrayBuffer> | undefined;
}

/** What a worker does, once in its life. */
export interface DefinitionsTask {
  /** `build` makes checked artifacts, `check` only finds issues, `emit` makes artifacts that nothing has checked. */
  readonly mode: "build" | "check" | "emit";
  /** Absolute path of the folder of the project. */
  readonly cwd: string;
  /** Owner, contact and tags that the settings give to all definitions. */
  readonly about: ProjectAbout;
  /** The definition files, in the order of the exports of the bundle. */
  readonly files: readonly string[];
  /** Where the bundle has been written to. */
  readonly outfile: string;
  /** Values of parameters, by name. */
  readonly params: Readonly<Record<string, string>>;
  /** Whether to collect every use of a definition of another package. */
  readonly collectUses: boolean;
  /** Folders of other projects that are applied to the same service. */
  readonly siblings: readonly string[];
  /** One number that both threads see: the index of the file that runs. */
  readonly progress: Int32Array<SharedArrayBuffer>;
}

/** An artifact on its way between threads. Its JSON is parsed from the text when needed. */
export type SentArtifact = Omit<Artifact, "json">;

/** How many definitions have no errors, by kind. */
export type DefinitionCounts = Readonly<Record<RequestArtifact["kind"], number>>;

export interface CompiledDefinitions {
  /** Empty in mode `check`. */
  readonly artifacts: readonly Artifact[];
  readonly counts: DefinitionCounts;
  readonly issues: readonly CompileIssue[];
  /** The definitions of other packages that are used. */
  readonly imports: readonly ManifestImport[];
  /** Every such use, when the task collects them. */
  readonly uses: readonly ImportedUse[];
}

/** The result of definitions that cannot be run. */
export const NOTHING: Omit<CompiledDefinitions, "issues"> = {
  artifacts: [],
  counts: { connection: 0, table: 0, job: 0 },
  imports: [],
  uses: [],
};

/** What a worker posts. */
export type WorkerMessage =
  /** It has the task, and begins to run the definitions. */
  | { readonly kind: "began" }
  /** All definition files ran; what follows is the compiler's own work. */
  | { readonly kind: "evaluated" }
  /** Some of the artifacts: in one message, those of ten thousand definitions would need their memory twice. */
  | { readonly kind: "artifacts"; readonly artifacts: readonly SentArtifact[] }
  | ({ readonly kind: "compiled" } & Omit<CompiledDefinitions, "artifacts">)
  /** A definition called `process.exit()`. */
  | { readonly kind: "exited"; readonly exitCode: number; readonly stack: string | undefined }
  /** The compiler itself failed. */
  | { readonly kind: "failed"; readonly error: unknown };
