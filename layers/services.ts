// The composition root: configuration → clients → repositories, once per execution environment.
import { createDataApiDatabase } from '#layers/aws/dataApi/dataApiDatabase.ts';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import { createS3ObjectStore } from '#layers/aws/s3/s3ObjectStore.ts';
import { createSecretsManager } from '#layers/aws/secretsManager/secretsManager.ts';
import { createSqsQueue } from '#layers/aws/sqs/sqsQueue.ts';
import { createOpenDirectory } from '#layers/people/directory.ts';
import { createErasedPeople } from '#layers/people/erasedPeople.ts';
import { createEraser, type Eraser } from '#layers/people/erasures/eraser.ts';
import { createPurger, type Purger } from '#layers/people/erasures/purger.ts';
import { createErasuresRepository } from '#layers/people/erasuresRepository.ts';
import { createExporter, type Exporter } from '#layers/people/exports/exporter.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { optionalReaders } from '#layers/people/imports/optionalReaders.ts';
import {
  createExportLeases,
  createImportLeases,
  createOpenLeases,
} from '#layers/people/leases/writerLeases.ts';
import { logRefusals } from '#layers/people/logRefusals.ts';
import { createPeopleRepository, type PeopleRepository } from '#layers/people/peopleRepository.ts';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import { createUsersRepository, type UsersRepository } from '#layers/people/usersRepository.ts';
import { checkAdoption } from '#layers/schema/checkAdoption.ts';
import { type CountedRefusals, countRefusals } from '#layers/schema/countRefusals.ts';
import { createDatabaseUser, type DatabaseUser } from '#layers/schema/databaseUser.ts';
import {
  createDirectoryPreparation,
  type DirectoryPreparation,
} from '#layers/schema/directoryPreparation.ts';
import { grants } from '#layers/schema/grants.ts';
import { createMigrations, type Migrations } from '#layers/schema/migrations.ts';
import { systemClock } from './base/clock.ts';
import {
  type Config,
  readAccountSecrets,
  readBucketConfig,
  readConfig,
  readDirectoryConfig,
  readImportConfig,
  readOrder,
  readRetention,
  readRules,
  readTombstoneDays,
} from './base/config.ts';
import { writeLogLine } from './base/logger.ts';

/** The services of the functions behind routes. Tests pass a literal. */
export type Services = { readonly users: UsersRepository };

/** The services of the functions that apply and explain events. Tests pass a literal. */
export type EventServices = { readonly people: PeopleRepository; readonly order: OrderKind };

/** The services of the migrate function. Tests pass a literal. */
export type MigrateServices = {
  readonly migrations: Migrations;
  readonly directory: DirectoryPreparation;
  readonly countRefusals: (call: CallContext) => Promise<CountedRefusals>;
  /** Tells a restored database who was erased. */
  readonly eraser: Pick<Eraser, 'applyAgain'>;
  /** The database users of the other functions; none where all functions share one. */
  readonly users: readonly DatabaseUser[];
};

/** The services of the function that erases. Tests pass a literal. */
export type EraseServices = { readonly eraser: Eraser };

/** The services of the function that purges. Tests pass a literal. */
export type PurgeServices = { readonly purger: Purger };

/** The services of the function that exports. Tests pass a literal. */
export type ExportServices = { readonly exporter: Exporter };

/** Adds `prime`, which an image runs before its first request. */
type PreparedServices = Services & { prime(): Promise<void> };

const buildServices = (): PreparedServices => {
  const database = createDataApiDatabase({ ...readConfig(process.env), clock: systemClock });
  return { users: createUsersRepository(database), prime: database.prime };
};

/** The database, the directory and the order of the functions that write people. */
const buildDirectory = (config: Config) => {
  const { secretArn, order } = readDirectoryConfig(process.env);
  const database = createDataApiDatabase({ ...config, clock: systemClock });
  const secrets = createSecretsManager({ region: config.region, now: systemClock.now });
  const openDirectory = createOpenDirectory({
    database,
    readSecret: (call) => secrets.read(secretArn, call),
    order,
  });
  return { database, openDirectory, order };
};

const buildPeople = (directory: Parameters<typeof createPeopleRepository>[0]): PeopleRepository => {
  const people = createPeopleRepository(directory);
  return readRules(process.env) === 'log' ? logRefusals(people, writeLogLine) : people;
};

const buildObjectStore = ({ region }: Config): ObjectStore =>
  createS3ObjectStore({ ...readBucketConfig(process.env), region, now: systemClock.now });

const buildEventServices = (): EventServices => {
  const { database, openDirectory, order } = buildDirectory(readConfig(process.env));
  return { people: buildPeople({ database, openDirectory }), order };
};

const buildImportServices = (): ImportServices => {
  const config = readConfig(process.env);
  const { database, openDirectory, order } = buildDirectory(config);
  const { now } = systemClock;
  return {
    store: buildObjectStore(config),
    jobs: createImportJobs(database),
    leasesOf: createImportLeases(database),
    people: buildPeople({ database, openDirectory }),
    erased: createErasedPeople({ database, openDirectory }),
    queue: createSqsQueue({ ...readImportConfig(process.env), region: config.region, now }),
    ...optionalReaders,
    order,
    now,
  };
};

const buildExportServices = (): ExportServices => {
  const config = readConfig(process.env);
  const database = createDataApiDatabase({ ...config, clock: systemClock });
  const exporter = createExporter({
    users: createUsersRepository(database),
    store: buildObjectStore(config),
    leases: createExportLeases(database),
    order: readOrder(process.env),
    now: systemClock.now,
  });
  return { exporter };
};

const buildEraser = (config: Config): Eraser => {
  const retention = readRetention(process.env);
  const { database, openDirectory } = buildDirectory(config);
  return createEraser({
    erasures: createErasuresRepository({ database, openDirectory }),
    objects: buildObjectStore(config),
    leases: createOpenLeases(database),
    jobs: createImportJobs(database),
    log: writeLogLine,
    retention,
    ...systemClock,
  });
};

const buildPurgeServices = (): PurgeServices => {
  const database = createDataApiDatabase({ ...readConfig(process.env), clock: systemClock });
  const days = readTombstoneDays(process.env);
  const purges = createPurgesRepository(database);
  return { purger: createPurger({ purges, days, now: systemClock.now }) };
};

const buildMigrateServices = (): MigrateServices => {
  const config = readConfig(process.env);
  const accounts = readAccountSecrets(process.env, Object.keys(grants) as (keyof typeof grants & string)[]);
  const database = createDataApiDatabase({ ...config, clock: systemClock });
  const secrets = createSecretsManager({ region: config.region, now: systemClock.now });
  return {
    migrations: createMigrations({ database, clock: systemClock, check: checkAdoption }),
    countRefusals: (call) =>
      countRefusals({ users: createUsersRepository(database), now: systemClock.now }, call),
    directory: {
      // The schema alone is applied before a stack exists that has the secret.
      prepare: (call) => {
        const { secretArn, order } = readDirectoryConfig(process.env);
        const readSecret = () => secrets.read(secretArn, call);
        return createDirectoryPreparation({ database, readSecret, order }).prepare(call);
      },
    },
    // Neither does the bucket exist then.
    eraser: { applyAgain: (call) => buildEraser(config).applyAgain(call) },
    users: accounts.map(([account, secretArn]) =>
      createDatabaseUser({ database, secrets, secretArn, grants: grants[account] }),
    ),
  };
};

/** Builds on the first call. A build that throws is not kept: the next invocation tries again. */
const once = <Built extends object>(build: () => Built): (() => Built) => {
  let built: Built | undefined;
  return () => {
    built ??= build();
    return built;
  };
};

// One getter per function, which esbuild may drop, keeps unused code out of each bundle.

/** Services of getUsers and searchUser. */
export const getServices = /* @__PURE__ */ once(buildServices);

/** Opens the connection and runs the client's code once, ahead of the first request. Sends no statement. */
export const prime = async (): Promise<void> => getServices().prime();

/** Services of syncUsers and explainUser. */
export const getEventServices = /* @__PURE__ */ once(buildEventServices);

/** Services of migrate. */
export const getMigrateServices = /* @__PURE__ */ once(buildMigrateServices);

/** Services of importUsers. */
export const getImportServices = /* @__PURE__ */ once(buildImportServices);

/** Services of exportUsers. */
export const getExportServices = /* @__PURE__ */ once(buildExportServices);

/** Services of eraseUser. */
export const getEraseServices = /* @__PURE__ */ once(
  (): EraseServices => ({ eraser: buildEraser(readConfig(process.env)) }),
);

/** Services of purgeUsers. */
export const getPurgeServices = /* @__PURE__ */ once(buildPurgeServices);
