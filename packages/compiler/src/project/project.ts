/** What a project says of all its definitions; each may say otherwise with `about()`. */
export interface ProjectAbout {
  /**
   * Who answers for the definitions.
   *
   * @default the name of the package
   */
  readonly owner?: string;
  /** Where the owner is reached. */
  readonly contact?: string;
  /** Words to find the definitions by. */
  readonly tags?: readonly string[];
}

/** A folder of definitions, with its settings resolved. */
export interface Project {
  /** Absolute path of the folder. */
  readonly cwd: string;
  /** Globs of definition files, relative to the folder. */
  readonly definitions: readonly string[];
  /** Absolute path of the folder that artifacts are written to. */
  readonly out: string;
  /** Whose the definitions are, when the settings say so. */
  readonly about?: ProjectAbout;
}

/** Settings of a project: the default export of its `starfix.config.ts`. */
export interface ProjectConfig extends ProjectAbout {
  /**
   * Globs of definition files, relative to the file of settings.
   *
   * @default "definitions/**\/*.ts"
   */
  readonly definitions?: string | readonly string[];
  /**
   * Folder that artifacts are written to, relative to the file of settings.
   *
   * @default "artifacts"
   */
  readonly out?: string;
}

/** The folder, its settings or its output folder are not as they must be. The message says what and where. */
export class ProjectError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProjectError";
  }
}
