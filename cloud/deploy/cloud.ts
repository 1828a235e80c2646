// What a deployment asks of AWS, of Docker and of the framework. Implemented by awsCloud.ts, docker.ts and framework.ts;
// unit tests plug in fakes.
import type { Options } from './options.ts';

export type Outputs = Readonly<Record<string, string>>;

export interface Cloud {
  /** Creates the stack or updates it to the template, and waits until that is done. */
  applyStack(name: string, template: object): Promise<void>;
  /** The outputs of a stack; undefined when there is no such stack. */
  stackOutputs(name: string): Promise<Outputs | undefined>;
  deleteStack(name: string): Promise<void>;
  /** `sha256:…` of the image with this tag, if there is one. */
  imageDigest(repository: string, tag: string): Promise<string | undefined>;
  /** The registry's host, with a password that Docker may push with. */
  registry(): Promise<{ host: string; username: string; password: string }>;
  /** Invokes a function directly. Throws UserError with the function's own reason when it fails. */
  invoke(functionName: string, payload: object): Promise<unknown>;
  /** The status of a GET that is signed with the caller's credentials. */
  signedGet(url: string): Promise<number>;
}

export type ImageBuild = { functionName: string; base: string; platform: string; uri: string };

export interface Docker {
  login(registry: { host: string; username: string; password: string }): Promise<void>;
  buildAndPush(build: ImageBuild): Promise<void>;
}

export interface Framework {
  /** Deploys serverless.yml with the images' URIs by environment variable. */
  deploy(options: Options, images: Readonly<Record<string, string>>): Promise<void>;
  remove(options: Options): Promise<void>;
}
