// What a deployment asks of AWS, of Docker and of the framework.

export type Outputs = Readonly<Record<string, string>>;

export type Stack = {
  /** `CREATE_COMPLETE`, `UPDATE_IN_PROGRESS`, …, as CloudFormation names them. */
  status: string;
  outputs: Outputs;
  tags: Readonly<Record<string, string>>;
  /** When the last creation or update began. */
  changedAt: Date;
};

export type StackResource = { type: string; logicalId: string; physicalId: string };

export interface StackPort {
  /** Undefined when there is no such stack. */
  read(name: string): Promise<Stack | undefined>;
  /** The template that the stack was created or last updated from. */
  template(name: string): Promise<unknown>;
  resources(name: string): Promise<StackResource[]>;
  /** Creates the stack or updates it to the template, and waits. Throws UserError with the failed resource's reason. */
  apply(name: string, template: object): Promise<void>;
  delete(name: string): Promise<void>;
}

/** A registry of images, with a password that Docker may push with. */
export type Registry = { host: string; username: string; password: string };

export interface ImagePort {
  /** `sha256:…` of the image with this tag, if there is one. */
  digest(repository: string, tag: string): Promise<string | undefined>;
  registry(): Promise<Registry>;
}

export interface FunctionPort {
  /** The URI of the image that a function runs; undefined when there is no such function. */
  image(name: string): Promise<string | undefined>;
  /** Makes an unpublished function run another image, and waits until it does. */
  replaceImage(name: string, uri: string): Promise<void>;
  /** Invokes a function. Throws UserError that names the function's error, its cause, the log group and the request. */
  invoke(name: string, payload: object): Promise<unknown>;
}

export interface EventSourcePort {
  /** Whether an event source mapping invokes its function, or is about to. */
  isEnabled(id: string): Promise<boolean>;
  /** Switches a mapping and waits until it has settled. */
  setEnabled(id: string, enabled: boolean): Promise<void>;
}

/** What an alias leads to. */
export type Release = { functionName: string; version: string; shifting: boolean };

export type FunctionVersion = { version: string; publishedAt: Date; imageTag: string };

export interface ReleasePort {
  read(aliasArn: string): Promise<Release>;
  /** The published versions of a function, the oldest first. */
  versions(functionName: string): Promise<FunctionVersion[]>;
  /** Makes the alias lead to the version alone, at once. */
  move(aliasArn: string, version: string): Promise<void>;
  /** Versions that an earlier rollback has left, and must not return to. */
  withdrawn(aliasArn: string): Promise<string[]>;
  withdraw(aliasArn: string, versions: readonly string[]): Promise<void>;
  /** Stops what CodeDeploy is shifting at the moment, and waits. Returns the deployments' ids. */
  stopRollouts(application: string): Promise<string[]>;
}

/** A name and a password in the database. */
export type Account = { username: string; password: string };

export type AccountVersion = { versionId: string; username: string };

export interface SecretPort {
  /** The account that the secret has now. */
  current(secretArn: string): Promise<AccountVersion>;
  /** Keeps another account beside the one of now, and returns its version's id. */
  addPending(secretArn: string, account: Account): Promise<string>;
  /** Makes another version of the secret the one that callers get. */
  makeCurrent(secretArn: string, change: { from: string; to: string }): Promise<void>;
}

export interface BucketPort {
  /** Deletes all objects. Throws UserError where S3 refuses one. */
  empty(name: string): Promise<void>;
}

export type ApiAnswer = { status: number; requestId: string; body: string };

/** AWS, with the credentials of whoever runs the command. */
export interface Cloud {
  stacks: StackPort;
  images: ImagePort;
  functions: FunctionPort;
  eventSources: EventSourcePort;
  releases: ReleasePort;
  secrets: SecretPort;
  buckets: BucketPort;
  /** Answers a GET that is signed with the caller's credentials. */
  signedGet(url: string): Promise<ApiAnswer>;
}

export type ImageBuild = { functionName: string; base: string; platform: string; uri: string };

export interface Docker {
  /** Throws UserError when the image cannot be built or pushed. */
  buildAndPush(build: ImageBuild, registry: Registry): Promise<void>;
}

/** Where a deployment goes. */
export type Target = { stage: string; region: string };

/** Environment variables with which serverless.yml is read: the images, and the commit. */
export type FrameworkEnvironment = Readonly<Record<string, string>>;

export interface Framework {
  /** The CloudFormation template that serverless.yml makes. */
  package(target: Target, environment: FrameworkEnvironment): Promise<unknown>;
  /** Deploys what was packaged last. */
  deploy(target: Target, environment: FrameworkEnvironment): Promise<void>;
  remove(target: Target): Promise<void>;
}
