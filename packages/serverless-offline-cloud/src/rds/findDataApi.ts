// The Data API of a stack's Aurora MySQL cluster, by data-api-emulator where it is installed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Resources } from '../stack/template.ts';

export type DataApiOptions = {
  /** The folder of serverless.yml. */
  servicePath: string;
  /** The URL of a Data API that runs already. */
  endpoint: string | undefined;
  /** An SQL file that makes the tables, from the folder of serverless.yml. */
  schema: string | undefined;
  log(line: string): void;
};

/** `notes` are sentences about a cluster that has no Data API. */
export type FoundDataApi = { url: string | undefined; notes: string[] };

/** What this package uses of data-api-emulator 1. */
type Emulator = {
  startDataApi(options: {
    database: string | undefined;
    schema: string | undefined;
    log(line: string): void;
  }): Promise<{ url: string }>;
};

type Cluster = { Engine?: unknown; EnableHttpEndpoint?: unknown; DatabaseName?: unknown };

const loadEmulator = async (servicePath: string): Promise<Emulator | undefined> => {
  const { resolve } = createRequire(join(servicePath, 'package.json'));
  try {
    return await import(pathToFileURL(resolve('data-api-emulator')).href);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
};

const describeUnserved = (id: string, { Engine, EnableHttpEndpoint }: Cluster): string | undefined => {
  if (Engine !== 'aurora-mysql') return `${id} has no Data API here: it is not Aurora MySQL.`;
  return String(EnableHttpEndpoint) === 'true'
    ? undefined
    : `${id} has no Data API: EnableHttpEndpoint is off.`;
};

/** It ends with this process. `resources` have their references resolved. Rejects when the database does not start. */
export const findDataApi = async (resources: Resources, options: DataApiOptions): Promise<FoundDataApi> => {
  const { servicePath, endpoint, schema, log } = options;
  const clusters = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::RDS::DBCluster');
  const [id, { Properties = {} } = {}] = clusters[0] ?? [];
  if (endpoint !== undefined || id === undefined) return { url: endpoint, notes: [] };
  const others = clusters
    .slice(1)
    .map(([other]) => `${other} has no database of its own here: ${id} has one.`);
  const cluster: Cluster = Object(Properties);
  const unserved = describeUnserved(id, cluster);
  if (unserved) return { url: undefined, notes: [unserved, ...others] };
  const emulator = await loadEmulator(servicePath);
  if (!emulator) {
    const how = `${id} has no Data API here: npm install --save-dev data-api-emulator brings one.`;
    return { url: undefined, notes: [how, ...others] };
  }
  const { url } = await emulator.startDataApi({
    database: typeof cluster.DatabaseName === 'string' ? cluster.DatabaseName : undefined,
    schema: schema && join(servicePath, schema),
    log,
  });
  return { url, notes: others };
};
