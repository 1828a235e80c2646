// What the stand-in for AWS remembers.
import type { Json } from './resolve.ts';

export type StackEvent = {
  EventId: string;
  ResourceType: string;
  LogicalResourceId: string;
  ResourceStatus: string;
  ResourceStatusReason?: string | undefined;
};

export type StandInStack = {
  id: string;
  name: string;
  status: string;
  template: Json;
  /** Physical ids by logical id. */
  resources: Map<string, string>;
  outputs: Record<string, string>;
  tags: Record<string, string>;
  created: Date;
  updated?: Date;
  events: StackEvent[];
};

export type StandInFunction = {
  imageUri: string;
  environment: Record<string, string>;
  modified: Date;
  versions: { version: string; environment: Record<string, string>; published: Date }[];
  tags: Record<string, string>;
};

/** Texts in the order in which they were put, and the version that each stage leads to. */
export type StandInSecret = { versions: string[]; stages: Map<string, number> };

export type StandInAlias = {
  functionName: string;
  name: string;
  version: string;
  weights: Record<string, number>;
};

/** What a function answers; `error` makes it a function error, with the last lines of its log. */
export type InvocationAnswer = { result: unknown; error?: boolean; log?: string };

export class AwsState {
  /** Where the stand-in answers. */
  url = '';
  readonly stacks = new Map<string, StandInStack>();
  readonly changeSets = new Map<string, { template: Json; tags: Record<string, string>; status: string }>();
  /** Objects by bucket and key. */
  readonly buckets = new Map<string, Map<string, { body: string; hash: string; modified: Date }>>();
  /** Digests by tag, by repository. */
  readonly repositories = new Map<string, Map<string, string>>();
  readonly functions = new Map<string, StandInFunction>();
  readonly aliases = new Map<string, StandInAlias>();
  readonly mappings = new Map<string, boolean>();
  readonly secrets = new Map<string, StandInSecret>();
  /** CodeDeploy deployments that are running, by deployment group. */
  readonly rollouts = new Map<string, string[]>();
  /** What was asked for that changes something, in order. */
  readonly changes: string[] = [];
  /** Given by the test. */
  invoke: (functionName: string, payload: Json) => InvocationAnswer = () => ({
    result: { applied: [], pending: [], later: [] },
  });
  apiStatus = 200;
  /** The logical id of a resource that cannot be created or updated. */
  brokenResource: string | undefined;

  note(change: string): void {
    this.changes.push(change);
  }
}
