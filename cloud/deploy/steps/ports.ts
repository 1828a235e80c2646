// What a deployment needs of AWS, Docker and the Serverless Framework (osls).

export type Outputs = Readonly<Record<string, string>>;

export type Stack = {
  /** `CREATE_COMPLETE`, `UPDATE_IN_PROGRESS`, …, as CloudFormation names them. */
  status: string;
  outputs: Outputs;
  tags: Readonly<Record<string, string>>;
  /** When the last creation or update began. */
  changedAt: Date;
  /** Whether CloudFormation refuses to delete the stack. */
  isProtected: boolean;
};

/** A CloudFormation template, as far as a deployment reads it. */
export type Template = {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
};

export type StackResource = { type: string; logicalId: string; physicalId: string };

export interface StackPort {
  /** Undefined when there is no such stack. */
  read(name: string): Promise<Stack | undefined>;
  /** The template that the stack was created or last updated from. */
  template(name: string): Promise<Template>;
  resources(name: string): Promise<StackResource[]>;
  /** Physical ids of the resources that the last creation or update has changed. */
  changed(name: string): Promise<string[]>;
  /** Creates the stack or updates it to the template, and waits. Throws UserError with the failed resource's reason. */
  apply(name: string, template: object): Promise<void>;
  /** Waits, too. Throws UserError with the reason of the first resource that cannot be deleted. */
  delete(name: string): Promise<void>;
  /** Tries again to take back an update that failed, and waits. Throws UserError with the reason for which it fails. */
  continueRollback(name: string): Promise<void>;
  /** Why the last operation failed, by the first resource that did. */
  failure(name: string): Promise<string>;
  setProtected(name: string, isProtected: boolean): Promise<void>;
}

export interface DatabasePort {
  /** Whether RDS refuses to delete the cluster. */
  isProtected(cluster: string): Promise<boolean>;
  setProtected(cluster: string, isProtected: boolean): Promise<void>;
  /** Versions of Aurora MySQL that the region offers, such as `8.0.mysql_aurora.3.10.1`. */
  engineVersions(): Promise<string[]>;
}

/** A registry of images, with a password that Docker may push with. */
export type Registry = { host: string; username: string; password: string };

/** How many findings a scan has by severity, such as `CRITICAL`. */
export type ScanFindings = Readonly<Record<string, number>>;

export interface ImagePort {
  /** What the registry's scan of an image has found; undefined while there is no result. */
  findings(repository: string, tag: string): Promise<ScanFindings | undefined>;
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
  /** When the version that callers get was made. */
  changedAt(secretArn: string): Promise<Date>;
  /** The account of the secret's current version. */
  current(secretArn: string): Promise<AccountVersion>;
  /** Adds the account as the pending version of the secret, and returns the version's id. */
  addPending(secretArn: string, account: Account): Promise<string>;
  /** Makes another version of the secret the one that callers get. */
  makeCurrent(secretArn: string, change: { from: string; to: string }): Promise<void>;
}

export interface BucketPort {
  /** Whether the account has a bucket of this name. */
  exists(name: string): Promise<boolean>;
  /** Deletes all objects. Throws UserError where S3 refuses one. */
  empty(name: string): Promise<void>;
}

export type ApiAnswer = { status: number; requestId: string; body: string };

/** `arn:aws:sts::123456789012:assumed-role/deploy-users-prod/session`, and its account. */
export type Caller = { account: string; arn: string };

/** AWS, with the credentials of whoever runs the command. */
export interface Cloud {
  stacks: StackPort;
  databases: DatabasePort;
  images: ImagePort;
  functions: FunctionPort;
  eventSources: EventSourcePort;
  releases: ReleasePort;
  secrets: SecretPort;
  buckets: BucketPort;
  caller(): Promise<Caller>;
  /** Answers a GET that is signed with the caller's credentials. */
  signedGet(url: string): Promise<ApiAnswer>;
}

export type ImageBuild = { functionName: string; base: string; platform: string; uri: string };

export interface Docker {
  /** The processors that images can be built for here, such as `linux/arm64`. Throws UserError without Docker and buildx. */
  platforms(): Promise<string[]>;
  /** Throws UserError when the image cannot be built or pushed. */
  buildAndPush(build: ImageBuild, registry: Registry): Promise<void>;
}

/** Where a deployment goes. */
export type Target = { stage: string; region: string };

/** Environment variables with which serverless.yml is read: the images, and the commit. */
export type FrameworkEnvironment = Readonly<Record<string, string>>;

/** The CloudFormation template that serverless.yml makes, and what deploys it. */
export type StackPackage = { template: Template; deploy(): Promise<void> };

export interface Framework {
  /** `folder` names a folder of its own, so that two packages can wait for their deployments. */
  package(target: Target, environment: FrameworkEnvironment, folder: string): Promise<StackPackage>;
}
