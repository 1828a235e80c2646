// The composition root: configuration → clients → repositories, once per execution environment.
import { createDataApiDatabase } from '#layers/database/dataApiDatabase.ts';
import {
  createDatabaseUser,
  type DatabaseUser,
  readerGrants,
  writerGrants,
} from '#layers/migrations/databaseUser.ts';
import {
  createDirectoryPreparation,
  type DirectoryPreparation,
} from '#layers/migrations/directoryPreparation.ts';
import { createMigrations, type Migrations } from '#layers/migrations/migrations.ts';
import { createOpenDirectory } from '#layers/repository/openDirectory.ts';
import { createPeopleRepository, type PeopleRepository } from '#layers/repository/peopleRepository.ts';
import type { OrderKind } from '#layers/repository/revision.ts';
import { createUsersRepository, type UsersRepository } from '#layers/repository/usersRepository.ts';
import { createSecretsManager } from '#layers/secrets/secretsManager.ts';
import { systemClock } from './runtime/clock.ts';
import { readConfig } from './runtime/config.ts';
import { readDirectoryConfig } from './runtime/directoryConfig.ts';

/** The services of the functions behind routes. Tests pass a literal. */
export type Services = { readonly users: UsersRepository };

/** The services of the functions that apply and explain events. Tests pass a literal. */
export type EventServices = { readonly people: PeopleRepository; readonly order: OrderKind };

/** The services of the migrate function. Tests pass a literal. */
export type MigrateServices = {
  readonly migrations: Migrations;
  readonly directory: DirectoryPreparation;
  /** The database users of the other functions; none where all functions share one. */
  readonly users: readonly DatabaseUser[];
};

/** What an image of such a function has besides, to be ready before its first request. */
type PreparedServices = Services & { prime(): Promise<void> };

const buildServices = (): PreparedServices => {
  const database = createDataApiDatabase({ ...readConfig(process.env), clock: systemClock });
  return { users: createUsersRepository(database), prime: database.prime };
};

const buildEventServices = (): EventServices => {
  const config = readConfig(process.env);
  const { secretArn, order } = readDirectoryConfig(process.env);
  const database = createDataApiDatabase({ ...config, clock: systemClock });
  const secrets = createSecretsManager({ region: config.region, now: systemClock.now });
  const openDirectory = createOpenDirectory({ database, secrets, secretArn, order });
  return { people: createPeopleRepository({ database, openDirectory }), order };
};

const buildMigrateServices = (): MigrateServices => {
  const { readerSecretArn, writerSecretArn, ...config } = readConfig(process.env);
  const database = createDataApiDatabase({ ...config, clock: systemClock });
  const secrets = createSecretsManager({ region: config.region, now: systemClock.now });
  const users = [
    { secretArn: readerSecretArn, grants: readerGrants },
    { secretArn: writerSecretArn, grants: writerGrants },
  ];
  return {
    migrations: createMigrations({ database, clock: systemClock }),
    directory: {
      // The schema alone is applied before a stack exists that has the secret.
      prepare: (call) =>
        createDirectoryPreparation({ database, secrets, ...readDirectoryConfig(process.env) }).prepare(call),
    },
    users: users.flatMap(({ secretArn, grants }) =>
      secretArn ? [createDatabaseUser({ database, secrets, secretArn, grants })] : [],
    ),
  };
};

let services: PreparedServices | undefined;
let eventServices: EventServices | undefined;
let migrateServices: MigrateServices | undefined;

/** Builds the services on first use. A build that throws is not kept: the next invocation tries again. */
export const getServices = (): PreparedServices => {
  services ??= buildServices();
  return services;
};

/** Opens the connection and runs the client's code once, ahead of the first request. Sends no statement. */
export const prime = async (): Promise<void> => getServices().prime();

/** The same for the functions of events. Apart, so that the other functions' bundles leave out what only these need. */
export const getEventServices = (): EventServices => {
  eventServices ??= buildEventServices();
  return eventServices;
};

/** The same for the migrate function. */
export const getMigrateServices = (): MigrateServices => {
  migrateServices ??= buildMigrateServices();
  return migrateServices;
};
