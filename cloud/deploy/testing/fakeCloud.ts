// AWS, Docker and the Serverless Framework (osls) in memory, which record their calls.

import type { Deployment } from '#cloud/deploy/steps/deployment.ts';
import type {
  AccountVersion,
  ApiAnswer,
  Caller,
  Cloud,
  DatabasePort,
  Docker,
  EventSourcePort,
  Framework,
  FunctionPort,
  FunctionVersion,
  ImagePort,
  Release,
  ReleasePort,
  ScanFindings,
  SecretPort,
  Stack,
  StackPort,
  StackResource,
  Template,
} from '#cloud/deploy/steps/ports.ts';
import { checkParameters } from '#cloud/parameters/readStage.ts';
import { UserError } from '#tools/userError.ts';

const region = 'eu-central-1';

export const defaultParameters = checkParameters({}, 'cloud/stages/dev.ts', region);

/** Answers of `migrate` by payload; an Error is thrown. */
export type MigrateAnswer = (payload: { step?: string }) => object;

/** What tests arrange before, and look at after. */
export class FakeCloud {
  readonly calls: string[] = [];
  readonly stacks = new Map<string, Stack & { template: Template }>();
  readonly images = new Set<string>();
  readonly functionImages = new Map<string, string>();
  readonly eventSources = new Map<string, boolean>();
  readonly releases = new Map<string, Release>();
  readonly withdrawn = new Map<string, string[]>();
  /** The account that each secret has now. */
  readonly accounts = new Map<string, AccountVersion>();
  /** When each secret's current version was made; an Error is thrown. */
  readonly secretChanges = new Map<string, Date | Error>();
  resources: StackResource[] = [];
  /** Physical ids of the resources that the last update has changed. */
  changed: string[] = [];
  readonly buckets = new Set<string>();
  readonly protectedClusters = new Set<string>();
  engineVersions = [defaultParameters.engineVersion];
  caller: Caller = { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/ada' };
  findings: ScanFindings | undefined = {};
  platforms = ['linux/amd64', 'linux/arm64'];
  /** What CloudFormation refuses: `delete users-dev`. */
  readonly refused = new Set<string>();
  /** Milliseconds since 1970. */
  nowMs = 3_600_000;
  /** What functions answer that are not `migrate`. */
  invokeVersion = (_name: string): object => ({ statusCode: 200 });
  /** The resources of the template that the framework makes, with an alias for `versions`. */
  template: Template = { Resources: {} };
  versions: FunctionVersion[] = [];
  rollouts: string[] = [];
  outputs: Stack['outputs'] = {
    HttpApiUrl: 'https://api.example.com',
    Database: 'new',
    DatabaseName: 'users',
    DeletionProtection: 'false',
    DeletionPolicy: 'Delete',
  };
  answer: ApiAnswer = { status: 200, requestId: 'api-1', body: '[]' };
  migrate: MigrateAnswer = () => ({ applied: [], pending: [], later: [], pausesEvents: false });
  readonly functionNames = ['getUsers', 'migrate'];

  note(call: string): void {
    this.calls.push(call);
  }

  addStack(name: string, stack: Partial<Stack> = {}): void {
    const found = {
      status: 'UPDATE_COMPLETE',
      outputs: this.outputs,
      tags: {},
      changedAt: new Date(0),
      isProtected: false,
    };
    this.stacks.set(name, { ...found, ...stack, template: { Resources: {} } });
  }

  get cloud(): Cloud {
    return {
      stacks: this.#stacks,
      databases: this.#databases,
      caller: async () => this.caller,
      images: this.#images,
      functions: this.#functions,
      eventSources: this.#eventSources,
      releases: this.#releases,
      secrets: this.#secrets,
      buckets: {
        exists: async (name) => this.buckets.has(name),
        empty: async (name) => this.note(`empty ${name}`),
      },
      signedGet: async (url) => {
        this.note(`get ${url}`);
        return this.answer;
      },
    };
  }

  get #stacks(): StackPort {
    return {
      read: async (name) => this.stacks.get(name),
      template: async (name) => this.stacks.get(name)?.template as Template,
      resources: async () => this.resources,
      changed: async () => this.changed,
      apply: async (name) => {
        this.note(`apply ${name}`);
        this.addStack(name);
      },
      delete: async (name) => {
        this.#try(`delete ${name}`);
        this.stacks.delete(name);
      },
      continueRollback: async (name) => this.#try(`continue rollback of ${name}`),
      failure: async () => 'Topic: not allowed here',
      setProtected: async (name, isProtected) => {
        this.note(`${isProtected ? 'protect' : 'unprotect'} ${name}`);
        Object.assign(this.stacks.get(name) as object, { isProtected });
      },
    };
  }

  #try(operation: string): void {
    this.note(operation);
    if (this.refused.has(operation)) throw new UserError('Topic: not allowed here');
  }

  get #databases(): DatabasePort {
    return {
      isProtected: async (id) => this.protectedClusters.has(id),
      setProtected: async (id, isProtected) => {
        this.note(`${isProtected ? 'protect' : 'unprotect'} ${id}`);
        if (isProtected) this.protectedClusters.add(id);
        else this.protectedClusters.delete(id);
      },
      engineVersions: async () => this.engineVersions,
    };
  }

  get #images(): ImagePort {
    return {
      findings: async () => this.findings,
      digest: async (repository, tag) =>
        this.images.has(`host/${repository}:${tag}`) ? `sha256:${tag}` : undefined,
      registry: async () => ({ host: 'host', username: 'AWS', password: 'secret' }),
    };
  }

  get #functions(): FunctionPort {
    return {
      image: async (name) => this.functionImages.get(name),
      replaceImage: async (name, uri) => {
        this.note(`replace image of ${name}`);
        this.functionImages.set(name, uri);
      },
      invoke: async (name, payload) => {
        if ('routeKey' in payload) {
          this.note(`probe ${name} ${payload.routeKey}`);
          return this.invokeVersion(name);
        }
        this.note(`invoke ${name} ${JSON.stringify(payload)}`);
        const result = this.migrate(payload);
        if (result instanceof Error) throw result;
        return result;
      },
    };
  }

  get #eventSources(): EventSourcePort {
    return {
      isEnabled: async (id) => this.eventSources.get(id) === true,
      setEnabled: async (id, enabled) => {
        this.note(`${enabled ? 'enable' : 'disable'} ${id}`);
        this.eventSources.set(id, enabled);
      },
    };
  }

  get #releases(): ReleasePort {
    return {
      read: async (alias) => this.releases.get(alias) as Release,
      versions: async () => this.versions,
      move: async (alias, version) => {
        this.note(`move ${alias} to ${version}`);
        const release = this.releases.get(alias) as Release;
        this.releases.set(alias, { ...release, version, shifting: false });
      },
      withdrawn: async (alias) => this.withdrawn.get(alias) ?? [],
      withdraw: async (alias, versions) => void this.withdrawn.set(alias, [...versions]),
      stopRollouts: async (application) => {
        const stopped = this.rollouts.splice(0);
        for (const id of stopped) this.note(`stop ${application} ${id}`);
        return stopped;
      },
    };
  }

  get #secrets(): SecretPort {
    return {
      changedAt: async (secretArn) => {
        const changed = this.secretChanges.get(secretArn) ?? new Date(this.nowMs);
        if (changed instanceof Error) throw changed;
        return changed;
      },
      current: async (secretArn) => this.accounts.get(secretArn) as AccountVersion,
      addPending: async (secretArn, { username }) => {
        this.note(`pending ${secretArn} ${username}`);
        return 'v2';
      },
      makeCurrent: async (secretArn, { from, to }) => this.note(`current ${secretArn} ${from} → ${to}`),
    };
  }

  get docker(): Docker {
    return {
      platforms: async () => this.platforms,
      buildAndPush: async ({ functionName, base, platform, uri }) => {
        this.note(`build ${functionName} on ${base} for ${platform}`);
        this.images.add(uri);
      },
    };
  }

  get framework(): Framework {
    return {
      package: async ({ stage }, { COMMIT, ...environment }) => {
        const template = { ...this.template, environment } as Template;
        return { template, deploy: async () => this.#deploy(stage, COMMIT as string, template, environment) };
      },
    };
  }

  #deploy(stage: string, commit: string, template: Template, images: Readonly<Record<string, string>>): void {
    this.note(`deploy users-${stage}`);
    this.addStack(`users-${stage}`, { tags: { commit } });
    Object.assign(this.stacks.get(`users-${stage}`) as object, { template });
    this.functionImages.set(`users-${stage}-migrate`, images.MIGRATE_IMAGE as string);
  }

  /** A deployment of the stage dev with the default parameters. */
  deployment(changes: Partial<Deployment> = {}): Deployment {
    return {
      target: { stage: 'dev', region },
      parameters: defaultParameters,
      replaceDatabase: false,
      failOn: undefined,
      commit: 'c1',
      functionNames: this.functionNames,
      tagOf: async (name) => `tag-of-${name}`,
      probesOf: (name) =>
        name === 'getUsers' ? [{ route: 'ANY /users', status: 200, event: { routeKey: 'ANY /users' } }] : [],
      confirmForward: async (undoings) => {
        throw new UserError(undoings.join('\n'));
      },
      now: () => this.nowMs,
      cloud: this.cloud,
      docker: this.docker,
      framework: this.framework,
      step: (_name, work) => work(() => {}),
      ...changes,
    };
  }
}
