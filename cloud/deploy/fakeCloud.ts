// A cloud, a Docker and a framework in memory, which note what they are asked for.
import { checkParameters } from '#cloud/parameters/readStage.ts';
import type { Deployment } from './deployment.ts';
import type {
  AccountVersion,
  ApiAnswer,
  Cloud,
  Docker,
  EventSourcePort,
  Framework,
  FunctionPort,
  FunctionVersion,
  ImagePort,
  Release,
  ReleasePort,
  SecretPort,
  Stack,
  StackPort,
  StackResource,
} from './ports.ts';

const region = 'eu-central-1';

export const defaultParameters = checkParameters({}, 'cloud/stages/dev.ts', region);

/** Answers of `migrate` by payload; an Error is thrown. */
export type MigrateAnswer = (payload: { step?: string }) => object;

/** What tests arrange before, and look at after. */
export class FakeCloud {
  readonly calls: string[] = [];
  readonly stacks = new Map<string, Stack & { template: unknown }>();
  readonly images = new Set<string>();
  readonly functionImages = new Map<string, string>();
  readonly eventSources = new Map<string, boolean>();
  readonly releases = new Map<string, Release>();
  readonly withdrawn = new Map<string, string[]>();
  /** The account that each secret has now. */
  readonly accounts = new Map<string, AccountVersion>();
  resources: StackResource[] = [];
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
    const found = { status: 'UPDATE_COMPLETE', outputs: this.outputs, tags: {}, changedAt: new Date(0) };
    this.stacks.set(name, { ...found, ...stack, template: {} });
  }

  get cloud(): Cloud {
    return {
      stacks: this.#stacks,
      images: this.#images,
      functions: this.#functions,
      eventSources: this.#eventSources,
      releases: this.#releases,
      secrets: this.#secrets,
      buckets: {
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
      template: async (name) => this.stacks.get(name)?.template,
      resources: async () => this.resources,
      apply: async (name) => {
        this.note(`apply ${name}`);
        this.addStack(name);
      },
      delete: async (name) => {
        this.note(`delete ${name}`);
        this.stacks.delete(name);
      },
    };
  }

  get #images(): ImagePort {
    return {
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
      buildAndPush: async ({ functionName, base, platform, uri }) => {
        this.note(`build ${functionName} on ${base} for ${platform}`);
        this.images.add(uri);
      },
    };
  }

  get framework(): Framework {
    return {
      package: async (_target, { COMMIT: _, ...template }) => template,
      deploy: async ({ stage }, { COMMIT, ...template }) => {
        this.note(`deploy users-${stage}`);
        this.addStack(`users-${stage}`, { tags: { commit: COMMIT as string } });
        Object.assign(this.stacks.get(`users-${stage}`) as object, { template });
        this.functionImages.set(`users-${stage}-migrate`, template.MIGRATE_IMAGE as string);
      },
      remove: async ({ stage }) => {
        this.note(`remove users-${stage}`);
        this.stacks.delete(`users-${stage}`);
      },
    };
  }

  /** A deployment of the stage dev with the default parameters. */
  deployment(changes: Partial<Deployment> = {}): Deployment {
    return {
      target: { stage: 'dev', region },
      parameters: defaultParameters,
      replaceDatabase: false,
      commit: 'c1',
      functionNames: this.functionNames,
      tagOf: async (name) => `tag-of-${name}`,
      cloud: this.cloud,
      docker: this.docker,
      framework: this.framework,
      step: (_name, work) => work(() => {}),
      ...changes,
    };
  }
}
