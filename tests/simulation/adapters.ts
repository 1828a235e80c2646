// The adapters of one environment: the service's own for the database, models for all else.
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import type { Secrets } from '#layers/aws/secretsManager/secrets.ts';
import type { InvokingQueue } from '#layers/aws/sqs/invokingQueue.ts';
import type { ServiceClock } from '#layers/base/clock.ts';
import type { MigrationFile } from '#layers/schema/readMigrationFiles.ts';
import { createBucketPort } from './cloud/bucketPort.ts';
import type { LambdaEnvironment } from './cloud/functions.ts';
import type { DatabaseModel } from './database/execute.ts';
import type { Random } from './random.ts';
import { type AccountName, secretArns } from './secretNames.ts';
import type { FunctionName } from './services.ts';
import type { World } from './world.ts';

export type Adapters = {
  database: Database;
  store: ObjectStore;
  queue: InvokingQueue;
  secrets: Secrets;
  clock: ServiceClock;
  newId: () => string;
  log: (line: object) => void;
  migrationFiles: MigrationFile[];
  /** Sizes that are 1,000 in production. */
  chunkRows: number;
  pageUsers: number;
};

const accountOf: Readonly<Record<FunctionName, AccountName>> = {
  getUsers: 'reader',
  searchUser: 'reader',
  syncUsers: 'writer',
  explainUser: 'writer',
  importUsers: 'importer',
  exportUsers: 'exporter',
  eraseUser: 'eraser',
  purgeUsers: 'eraser',
  migrate: 'owner',
};

type Options = { world: World; random: Random; model: DatabaseModel };

export const createAdapters = (
  { world, random, model }: Options,
  environment: LambdaEnvironment,
  name: FunctionName,
): Adapters => {
  const { scheduler, network, sizes, bucket } = world;
  const clock = { now: environment.now, sleep: scheduler.sleep, random: random.next };
  const secretArn = secretArns[accountOf[name]];
  const database = createDataApiDatabase({
    resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:simulated',
    secretArn,
    database: 'directory',
    region: 'eu-central-1',
    clock,
    client: world.dataApi.clientOf(environment, secretArn),
    startTimer: scheduler.startTimer,
  });
  const call = { scheduler, network, random, caller: environment, now: environment.now };
  return {
    database,
    store: createBucketPort({ ...call, bucket, inParts: random.chance(0.5) }),
    queue: world.importQueue.portOf(environment, environment.now),
    secrets: world.secrets.portOf(environment, environment.now),
    clock,
    newId: () => random.uuid(),
    log: (line) => void world.log.push(line),
    migrationFiles: model.migrations,
    chunkRows: sizes.chunkRows,
    pageUsers: sizes.pageUsers,
  };
};
