// The composition root: configuration → clients → repositories, once per execution environment.
import { createDataApiDatabase } from '#layers/database/dataApiDatabase.ts';
import { createMigrations, type Migrations } from '#layers/migrations/migrations.ts';
import { createReaderUser, type ReaderUser } from '#layers/migrations/readerUser.ts';
import { createUsersRepository, type UsersRepository } from '#layers/repository/usersRepository.ts';
import { createSecretsManager } from '#layers/secrets/secretsManager.ts';
import { systemClock } from './runtime/clock.ts';
import { readConfig } from './runtime/config.ts';

/** The services of the functions behind routes. Tests pass a literal. */
export type Services = { readonly users: UsersRepository };

/** The services of the migrate function. Tests pass a literal. */
export type MigrateServices = {
  readonly migrations: Migrations;
  /** Absent when all functions share one database user, as they do locally. */
  readonly reader?: ReaderUser | undefined;
};

/** What an image of such a function has besides, to be ready before its first request. */
type PreparedServices = Services & { prime(): Promise<void> };

const buildServices = (): PreparedServices => {
  const database = createDataApiDatabase({ ...readConfig(process.env), clock: systemClock });
  return { users: createUsersRepository(database), prime: database.prime };
};

const buildMigrateServices = (): MigrateServices => {
  const { readerSecretArn, ...config } = readConfig(process.env);
  const database = createDataApiDatabase({ ...config, clock: systemClock });
  const secrets = createSecretsManager({ region: config.region, now: systemClock.now });
  return {
    migrations: createMigrations({ database, clock: systemClock }),
    reader: readerSecretArn ? createReaderUser({ database, secrets, secretArn: readerSecretArn }) : undefined,
  };
};

let services: PreparedServices | undefined;
let migrateServices: MigrateServices | undefined;

/** Builds the services on first use. A build that throws is not kept: the next invocation tries again. */
export const getServices = (): PreparedServices => {
  services ??= buildServices();
  return services;
};

/** Opens the connection and runs the client's code once, ahead of the first request. Sends no statement. */
export const prime = async (): Promise<void> => getServices().prime();

/** The same for the migrate function. Apart, so that the other functions' bundles leave out what only this needs. */
export const getMigrateServices = (): MigrateServices => {
  migrateServices ??= buildMigrateServices();
  return migrateServices;
};
