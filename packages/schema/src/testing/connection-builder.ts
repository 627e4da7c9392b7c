import {
  type BuilderType,
  createS3ConnectionProps,
  S3ConnectionBase,
  type S3ConnectionMissing,
  type S3ConnectionProps,
} from "../builders.ts";

/** A concrete builder as a package on top would write it. */
export interface ConnectionType extends BuilderType {
  readonly builder: ConnectionBuilder<this["missing"]>;
}

export class ConnectionBuilder<TMissing extends string = S3ConnectionMissing> extends S3ConnectionBase<
  TMissing,
  ConnectionType
> {
  region(name: string): ConnectionBuilder<Exclude<TMissing, "endpoint">> {
    return this.endpoint(`s3.${name}.amazonaws.com`);
  }

  /** A member that the generated base has no method for. */
  secrets(value: Exclude<S3ConnectionProps["secrets"], undefined>): ConnectionBuilder<Exclude<TMissing, "auth">> {
    return this.set("secrets", value, ["awsAssumedRoleArn"]);
  }

  toNode(): { readonly props: Readonly<Partial<S3ConnectionProps>>; readonly origin: unknown } {
    return { props: this.props, origin: this.origin };
  }
}

export function connection(name: string): ConnectionBuilder {
  return new ConnectionBuilder({ props: createS3ConnectionProps(name), origin: "definitions/demo.ts:3:1" });
}

export function compile(builder: ConnectionBuilder<never>): object {
  return builder.toNode().props;
}
