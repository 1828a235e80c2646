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
  /** When each was created or last updated, by logical id. */
  changed: Map<string, Date>;
  outputs: Record<string, string>;
  tags: Record<string, string>;
  created: Date;
  updated?: Date;
  events: StackEvent[];
  terminationProtection: boolean;
  /** A failed update: the templates of before and of the update, and the logical ids that it reached. */
  rollback: { before: Json; failed: Json; touched: string[] } | undefined;
};

export type StandInVersion = {
  version: string;
  imageUri: string;
  environment: Record<string, string>;
  published: Date;
};

export type StandInFunction = {
  imageUri: string;
  environment: Record<string, string>;
  modified: Date;
  versions: StandInVersion[];
  /** The number of the version that was published last. */
  published: number;
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
  /** `<type> <name>` of all resources, in a stack or outside. */
  readonly names = new Set<string>();
  /** How many resources got a name that CloudFormation made up. */
  made = 0;
  /** Versions of Aurora MySQL in the region. */
  engineVersions = ['8.0.mysql_aurora.3.10.1'];
  readonly clusters = new Map<string, { deletionProtection: boolean }>();
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
  /** The status that a version of a function answers to a request of a route. */
  statusOf: (version: string, route: string) => number = (_version, route) =>
    route.includes('/search') ? 404 : 200;
  /** Counts by severity of every image's scan. */
  findings: Record<string, number> = {};
  apiStatus = 200;
  /** Logical ids of resources that cannot be created or updated, updated back, or deleted. */
  readonly refused = {
    provision: new Set<string>(),
    restore: new Set<string>(),
    remove: new Set<string>(),
  };

  /** Remembers everything as it is, and returns what brings it back. */
  save(): () => void {
    const saved = structuredClone({ ...this.#kept(), made: this.made });
    return () => {
      const { made, ...kept } = structuredClone(saved);
      for (const [name, values] of Object.entries(kept)) {
        const own = this[name as keyof AwsState] as Map<unknown, unknown> & Set<unknown>;
        own.clear();
        for (const value of values as Iterable<[unknown, unknown]>) {
          if (own instanceof Map) own.set(...value);
          else (own as Set<unknown>).add(value);
        }
      }
      this.made = made;
    };
  }

  #kept() {
    const { stacks, changeSets, buckets, repositories, functions, aliases, mappings, secrets } = this;
    const { rollouts, names, clusters } = this;
    return {
      ...{ stacks, changeSets, buckets, repositories, functions, aliases, mappings, secrets },
      ...{ rollouts, names, clusters },
    };
  }

  /** Lets time pass since every stack was made. */
  age(ms: number): void {
    for (const stack of this.stacks.values()) {
      stack.created = new Date(stack.created.getTime() - ms);
      for (const [id, changed] of stack.changed) stack.changed.set(id, new Date(changed.getTime() - ms));
      if (stack.updated) stack.updated = new Date(stack.updated.getTime() - ms);
    }
  }

  note(change: string): void {
    this.changes.push(change);
  }
}
