// The services of one environment, as layers/services.ts builds them, over simulated adapters.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { createOpenDirectory } from '#layers/people/directory.ts';
import { createErasedPeople } from '#layers/people/erasedPeople.ts';
import { createEraser } from '#layers/people/erasures/eraser.ts';
import { createPurger } from '#layers/people/erasures/purger.ts';
import { createErasuresRepository } from '#layers/people/erasuresRepository.ts';
import { createExporter } from '#layers/people/exports/exporter.ts';
import { createImportJobs } from '#layers/people/importJobs.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { optionalReaders } from '#layers/people/imports/optionalReaders.ts';
import {
  createExportLeases,
  createImportLeases,
  createOpenLeases,
} from '#layers/people/leases/writerLeases.ts';
import { createPeopleRepository } from '#layers/people/peopleRepository.ts';
import { createPurgesRepository } from '#layers/people/purgesRepository.ts';
import { createUsersRepository, type UsersRepository } from '#layers/people/usersRepository.ts';
import { checkAdoption } from '#layers/schema/checkAdoption.ts';
import { countRefusals } from '#layers/schema/countRefusals.ts';
import { createDatabaseUser } from '#layers/schema/databaseUser.ts';
import { createDirectoryPreparation } from '#layers/schema/directoryPreparation.ts';
import { grants } from '#layers/schema/grants.ts';
import { createMigrations } from '#layers/schema/migrations.ts';
import type {
  EraseServices,
  EventServices,
  ExportServices,
  MigrateServices,
  PurgeServices,
  Services,
} from '#layers/services.ts';
import type { Adapters } from './adapters.ts';
import { directorySecretArn, rotatedAccounts, secretArns } from './secretNames.ts';

export type ServicesOfOne = {
  reader: () => Services;
  events: () => EventServices;
  imports: () => ImportServices;
  exports: () => ExportServices;
  erase: () => EraseServices;
  purge: () => PurgeServices;
  migrate: () => MigrateServices;
};

const order = 'time';
export const tombstoneDays = 28;

const once = <Value>(build: () => Value): (() => Value) => {
  let built: Value | undefined;
  return () => {
    built ??= build();
    return built;
  };
};

export const createServices = (adapters: Adapters): ServicesOfOne => {
  const { database, store, queue, secrets, clock, newId, log, chunkRows, pageUsers } = adapters;
  const { now, sleep } = clock;
  const readSecret = (call: CallContext) => secrets.read(directorySecretArn, call);
  const openDirectory = createOpenDirectory({ database, readSecret, order });

  const users = createUsersRepository(database);
  const people = createPeopleRepository({ database, openDirectory });
  const jobs = createImportJobs(database);
  const erasures = createErasuresRepository({ database, openDirectory });
  const retention = { backupDays: 7, eventArchiveDays: 7 };
  const leases = createOpenLeases(database);
  const eraser = createEraser({ erasures, objects: store, leases, jobs, log, retention, now, sleep, newId });
  const smallPages: Pick<UsersRepository, 'getUsers'> = {
    getUsers: (page, call) => users.getUsers({ ...page, limit: Math.min(page.limit, pageUsers) }, call),
  };
  const exporter = createExporter({
    users: smallPages,
    store,
    leases: createExportLeases(database),
    order,
    now,
    newId,
  });
  const erased = createErasedPeople({ database, openDirectory });
  const common = {
    store,
    jobs,
    people,
    erased,
    queue,
    ...optionalReaders,
    order,
    now,
    newId,
    chunkRows,
  } as const;
  return {
    reader: once(() => ({ users })),
    events: once(() => ({ people, order })),
    imports: once(() => ({ ...common, leasesOf: createImportLeases(database) })),
    exports: once(() => ({ exporter })),
    erase: once(() => ({ eraser })),
    purge: once(() => ({
      purger: createPurger({ purges: createPurgesRepository(database), days: tombstoneDays, now }),
    })),
    migrate: once(() => ({
      migrations: createMigrations({
        database,
        clock,
        newId,
        check: checkAdoption,
        readFiles: async () => adapters.migrationFiles,
      }),
      countRefusals: (call) => countRefusals({ users, now }, call),
      directory: createDirectoryPreparation({ database, readSecret, order }),
      eraser,
      users: rotatedAccounts.map((account) =>
        createDatabaseUser({ database, secrets, secretArn: secretArns[account], grants: grants[account] }),
      ),
    })),
  };
};
