// The options of the plugin: its own, and those of serverless-offline that mean something here.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

/** Under `custom.serverless-offline-cloud`. */
const ownOptions = z.strictObject({
  /** The port of SQS, EventBridge and S3: that of many local clouds. */
  eventsPort: z.coerce.number().int().min(1).max(65_535).default(4566),
  maxEnvironments: z.coerce.number().int().min(1).default(4),
  /** Folders whose change makes loaded functions stale; by default all beside serverless.yml. */
  watch: z.array(z.string()).optional(),
  /** Modules that each environment loads before its function's own: files or packages, from the folder of serverless.yml. */
  imports: z.array(z.string()).default([]),
  /** `src/orders.handler` by function key, where an image's command does not name it. */
  handlers: z.record(z.string(), z.string()).default({}),
  /** An SQL file that makes the tables of the Aurora cluster's database, from the folder of serverless.yml. */
  schema: z.string().optional(),
  /** Whether schedules are due by time. */
  schedules: z.boolean().default(false),
  /** Names besides localhost by which clients may call. */
  allowedHosts: z.array(z.string()).default([]),
});

const offlineOptions = z.object({
  host: z.string().default('localhost'),
  httpPort: z.coerce.number().default(3000),
  lambdaPort: z.coerce.number().default(3002),
  useInProcess: z.boolean().default(false),
});

export type PluginOptions = z.output<typeof offlineOptions> &
  Omit<z.output<typeof ownOptions>, 'watch'> & { watch: string[] };

/** The URL of a file, or else of what a package exports. Throws an error for neither. */
const findImport = (name: string, servicePath: string): string => {
  const file = join(servicePath, name);
  return pathToFileURL(
    existsSync(file) ? file : createRequire(join(servicePath, 'package.json')).resolve(name),
  ).href;
};

const allFolders = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name))
    .map(({ name }) => name);

/** `imports` are URLs. Throws an error that names the option which is wrong. */
export const readPluginOptions = (
  custom: object,
  commandLine: object,
  servicePath: string,
): PluginOptions => {
  const { 'serverless-offline': offline = {}, 'serverless-offline-cloud': own = {} } = custom as {
    'serverless-offline'?: object;
    'serverless-offline-cloud'?: object;
  };
  const { success, data, error } = ownOptions.safeParse(own);
  if (!success) throw new Error(`custom.serverless-offline-cloud: ${z.prettifyError(error)}`);
  return {
    ...offlineOptions.parse({ ...offline, ...commandLine }),
    ...data,
    watch: data.watch ?? allFolders(servicePath),
    imports: data.imports.map((name) => findImport(name, servicePath)),
  };
};
