// The functions of this service, as functions/<name>/function.yml declares them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseCloudFormation } from './parseCloudFormation.ts';
import { root } from './paths.ts';
import { UserError } from './userError.ts';

const httpApi = z.looseObject({ method: z.string(), path: z.string().startsWith('/') });
const events = z.array(z.looseObject({ httpApi: httpApi.optional() }));

/** A number, or a variable of the Serverless Framework (osls) that stands for one. */
const number = z.union([z.number(), z.string().regex(/^\$\{.+\}$/)]);

const queue = z
  .strictObject({
    /** `users-<stage>-<name>` */
    name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
    /** The most messages of one invocation; more than 10 need a window. */
    batchSize: number,
    /** How long the first message of a batch waits for others. */
    windowS: number,
    /** How many batches are in work at once, 2 at least. */
    maxConcurrency: number,
    /** Whether the function sends messages to its own queue, which Lambda would stop after about 16 times. */
    callsItself: z.boolean().optional(),
    /** The events of the bus that go there, as an event pattern of EventBridge. */
    pattern: z.record(z.string(), z.unknown()).optional(),
    /** Prefixes of the stage's bucket: S3 notifies the queue of each object that is created below them. */
    objects: z
      .array(z.string().regex(/^[a-z][a-z0-9/-]*\/$/))
      .min(1)
      .optional(),
  })
  .refine(({ pattern, objects }) => !pattern !== !objects, { error: 'needs one of pattern and objects' });

const schedule = z.strictObject({
  /** As EventBridge Scheduler has it, `rate(1 day)` or `cron(…)`; `off` for none. */
  expression: z.string(),
  timezone: z.string().default('UTC'),
  /** Within so many minutes after the time it is invoked. */
  flexibleWindowMinutes: z.int().min(1).max(1_440).default(15),
  /** The event. */
  input: z.record(z.string(), z.unknown()),
});

/** Keys of function.yml. CONTRIBUTING.md has the same table. */
export const declaration = z.object({
  description: z.string(),
  image: z.strictObject({
    /** Repository paths of what the function reads at run time, copied to the same paths of its image. */
    files: z.array(z.string()).default([]),
    /** The host port that its image answers on under docker-compose.local.yml. */
    localPort: z.int().min(1024).max(65_535),
  }),
  /** In the framework's form, routes by the parameter `authorization`. Without events it is only invoked directly. */
  events: z.union([events, z.record(z.string(), events)]).default([]),
  /** Of each of its routes, all callers together. */
  throttling: z.strictObject({ ratePerS: number, burst: number }).optional(),
  /** What a new version must answer to a request of each route before callers reach it. */
  probe: z.strictObject({ query: z.string(), status: z.int() }).default({ query: '', status: 200 }),
  /** A queue of its own, whose batches invoke it. */
  queue: queue.optional(),
  /** When EventBridge Scheduler invokes it. */
  schedule: schedule.optional(),
  /** The account of db/accounts.yml that it logs in to the database as, or `master`; without, it has no database. */
  account: z.string().optional(),
  /** IAM statements: what it may do beside using its account and writing its own logs and traces. */
  role: z.array(z.looseObject({ Effect: z.literal('Allow') })).default([]),
  /** CloudFormation resources that exist for this function alone, such as an alarm of its own, by logical id. */
  resources: z.record(z.string(), z.looseObject({ Type: z.string() })).default({}),
});

export type QueueDeclaration = z.output<typeof queue>;
export type ScheduleDeclaration = z.output<typeof schedule>;
export type FunctionEvent = z.output<typeof events>[number];
export type FunctionDeclaration = z.output<typeof declaration> & {
  /** The folder's. */
  name: string;
  /** Keys that are not ours but the framework's: environment, timeout, memorySize, reservedConcurrency, … */
  framework: Readonly<Record<string, unknown>>;
};

const folder = join(root, 'functions');

/** Throws an error that names the rule which the file breaks. */
const parseDeclaration = (text: string): Omit<FunctionDeclaration, 'name'> => {
  const content = parseCloudFormation(text);
  const { success, data, error } = declaration.safeParse(content);
  if (!success) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const foreign = Object.entries(content as object).filter(([key]) => !(key in declaration.shape));
  return { ...data, framework: Object.fromEntries(foreign) };
};

/** Throws UserError that names the file and the rule which it breaks. */
export const readFunction = (name: string, functionsFolder = folder): FunctionDeclaration => {
  try {
    const text = readFileSync(join(functionsFolder, name, 'function.yml'), 'utf8');
    return { name, ...parseDeclaration(text) };
  } catch (error) {
    throw new UserError(`functions/${name}/function.yml: ${(error as Error).message}`);
  }
};

/** Sorted. A folder is a function. */
export const functionNames = (functionsFolder = folder): string[] =>
  readdirSync(functionsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b));

/** All functions, by name. */
export const readFunctions = (functionsFolder = folder): FunctionDeclaration[] =>
  functionNames(functionsFolder).map((name) => readFunction(name, functionsFolder));

/** `ANY /users`: what an event is routed by; undefined for an event that is not an HTTP request. */
export const routeKey = ({ httpApi }: FunctionEvent): string | undefined =>
  httpApi && `${httpApi.method.toUpperCase()} ${httpApi.path}`;

/** The names of a path's parameters, in their order: `id` of `/teams/{id}`. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

/** Whether HTTP requests reach the function, whatever the authorization. */
export const hasRoute = (declared: FunctionDeclaration): boolean =>
  Object.values(declared.events).flat().some(routeKey);

/** `getUsers` → `GET_USERS`: what the names of its environment variables begin with. */
export const constantName = (name: string): string => kebabName(name).replaceAll('-', '_').toUpperCase();

/** `getUsers` → `GetUsers`: a function's name where types and logical ids begin with a capital letter. */
export const pascalName = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** `getUsers` → `get-users`: a function's name where capital letters are not allowed. */
export const kebabName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
