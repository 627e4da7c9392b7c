/** Owner, contact and tags for all definitions of a project; `about()` overrides them for one. */
export interface ProjectAbout {
  /**
   * Owner of the definitions.
   *
   * @default the name of the package
   */
  readonly owner?: string;
  /** Contact of the owner. */
  readonly contact?: string;
  /** Tags of the definitions. */
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
  /** Owner, contact and tags, when the settings have them. */
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

/** An error of the project folder, its settings or its output folder. The message says what and where. */
export class ProjectError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProjectError";
  }
}
