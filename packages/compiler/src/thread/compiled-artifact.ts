import type { Artifact } from "../emit/artifact.ts";
import type { SentArtifact } from "./definitions-task.ts";

/** An artifact that parses its JSON on demand: a build of ten thousand only writes their texts. */
export class CompiledArtifact implements Artifact {
  readonly kind: Artifact["kind"];
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
  readonly dependsOn: Artifact["dependsOn"];
  readonly secrets: Artifact["secrets"];
  readonly source: Artifact["source"];
  readonly owner: string;
  readonly about?: Exclude<Artifact["about"], undefined>;
  readonly writes?: string;
  readonly derivedFrom?: readonly string[];
  #json: { readonly value: unknown } | undefined;

  constructor({ kind, name, path, text, sha256, dependsOn, secrets, source, owner, ...rest }: SentArtifact) {
    this.kind = kind;
    this.name = name;
    this.path = path;
    this.text = text;
    this.sha256 = sha256;
    this.dependsOn = dependsOn;
    this.secrets = secrets;
    this.source = source;
    this.owner = owner;
    if (rest.about) this.about = rest.about;
    if (rest.writes !== undefined) this.writes = rest.writes;
    if (rest.derivedFrom) this.derivedFrom = rest.derivedFrom;
  }

  get json(): unknown {
    this.#json ??= { value: JSON.parse(this.text) };
    return this.#json.value;
  }
}
