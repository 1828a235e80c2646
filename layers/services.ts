// The composition root: configuration → Data API client → repository, migrations, reader; once per execution environment.
import { dataApiDatabase } from '#layers/database/dataApiDatabase.ts';
import { type Migrations, migrations } from '#layers/migrations/migrations.ts';
import { type ReaderUser, readerUser } from '#layers/migrations/readerUser.ts';
import { type UsersRepository, usersRepository } from '#layers/repository/usersRepository.ts';
import { secretsManager } from '#layers/secrets/secretsManager.ts';
import { systemClock } from './runtime/clock.ts';
import { readConfig } from './runtime/config.ts';

/** What the functions behind routes work with. Tests pass a literal. */
export type Services = { readonly users: UsersRepository };

/** What the migrate function works with. Tests pass a literal. */
export type MigrateServices = {
  readonly migrations: Migrations;
  /** Absent where all functions share one database user, as they do locally. */
  readonly reader?: ReaderUser | undefined;
};

const buildServices = (): Services => ({
  users: usersRepository(dataApiDatabase({ ...readConfig(process.env), clock: systemClock })),
});

const buildMigrateServices = (): MigrateServices => {
  const { readerSecretArn, ...config } = readConfig(process.env);
  const database = dataApiDatabase({ ...config, clock: systemClock });
  const secrets = secretsManager({ region: config.region, now: systemClock.now });
  return {
    migrations: migrations({ database, clock: systemClock }),
    reader: readerSecretArn ? readerUser({ database, secrets, secretArn: readerSecretArn }) : undefined,
  };
};

let services: Services | undefined;
let migrateServices: MigrateServices | undefined;

/** Builds the services on first use. A build that throws is not kept: the next invocation tries again. */
export const getServices = (): Services => {
  services ??= buildServices();
  return services;
};

/** The same for the migrate function. Bundles of other functions leave out what only this one needs. */
export const getMigrateServices = (): MigrateServices => {
  migrateServices ??= buildMigrateServices();
  return migrateServices;
};
