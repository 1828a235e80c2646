// The composition root: configuration → Data API client → repository and migrations, once per execution environment.
import { setTimeout as sleep } from 'node:timers/promises';
import { dataApi } from '#layers/database/dataApi.ts';
import { type Migrations, migrations } from '#layers/migrations/migrations.ts';
import { type UsersRepository, usersRepository } from '#layers/repository/usersRepository.ts';
import { readConfig } from './config.ts';

/** What handlers work with. Tests pass a literal. */
export type Services = {
  readonly users: UsersRepository;
  readonly migrations: Migrations;
};

const clock = { now: Date.now, sleep: (ms: number) => sleep(ms), random: Math.random };

const buildServices = (): Services => {
  const database = dataApi({ ...readConfig(process.env), clock });
  return { users: usersRepository(database), migrations: migrations({ database, clock }) };
};

let services: Services | undefined;

/** Builds the services on first use. A build that throws is not kept: the next invocation tries again. */
export const getServices = (): Services => {
  services ??= buildServices();
  return services;
};
