// The functions of the service, each over the simulated cloud of its environment.
import { eraseUser } from '#functions/eraseUser/handler.ts';
import { eraseUserSchema } from '#functions/eraseUser/schema.ts';
import { explainUser } from '#functions/explainUser/handler.ts';
import { explainUserSchema } from '#functions/explainUser/schema.ts';
import { exportUsers } from '#functions/exportUsers/handler.ts';
import { exportUsersSchema } from '#functions/exportUsers/schema.ts';
import { getUsers } from '#functions/getUsers/handler.ts';
import { getUsersSchema } from '#functions/getUsers/schema.ts';
import { importUsers } from '#functions/importUsers/handler.ts';
import { migrate } from '#functions/migrate/handler.ts';
import { migrateSchema } from '#functions/migrate/schema.ts';
import { purgeUsers } from '#functions/purgeUsers/handler.ts';
import { purgeUsersSchema } from '#functions/purgeUsers/schema.ts';
import { searchUser } from '#functions/searchUser/handler.ts';
import { searchUserSchema } from '#functions/searchUser/schema.ts';
import { syncUsers } from '#functions/syncUsers/handler.ts';
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import { createEventHandler } from '#layers/entry/events/createEventHandler.ts';
import { createImportHandler } from '#layers/entry/files/createImportHandler.ts';
import { createHandler } from '#layers/entry/http/createHandler.ts';
import type { LambdaHandler } from '#layers/entry/invocation.ts';
import type { Adapters } from './adapters.ts';
import type { LambdaEnvironment, SimulatedFunction } from './cloud/functions.ts';
import { createServices, type ServicesOfOne } from './createServices.ts';

export type FunctionName =
  | 'getUsers'
  | 'searchUser'
  | 'syncUsers'
  | 'importUsers'
  | 'exportUsers'
  | 'eraseUser'
  | 'purgeUsers'
  | 'explainUser'
  | 'migrate';

type Options = { log: (line: object) => void; now: () => number };
type Create = (services: ServicesOfOne, options: Options) => LambdaHandler;

/** Seconds, as in each function.yml, and the handler over services. */
const functions: Readonly<Record<FunctionName, readonly [timeoutS: number, create: Create]>> = {
  getUsers: [29, ({ reader }, options) => createHandler(getUsersSchema, getUsers, reader, options)],
  searchUser: [29, ({ reader }, options) => createHandler(searchUserSchema, searchUser, reader, options)],
  syncUsers: [60, ({ events }, options) => createEventHandler(directoryEvent, syncUsers, events, options)],
  importUsers: [300, ({ imports }, options) => createImportHandler(importUsers, imports, options)],
  exportUsers: [
    900,
    ({ exports }, options) => createDirectHandler(exportUsersSchema, exportUsers, exports, options),
  ],
  eraseUser: [900, ({ erase }, options) => createDirectHandler(eraseUserSchema, eraseUser, erase, options)],
  purgeUsers: [
    300,
    ({ purge }, options) => createDirectHandler(purgeUsersSchema, purgeUsers, purge, options),
  ],
  explainUser: [
    29,
    ({ events }, options) => createDirectHandler(explainUserSchema, explainUser, events, options),
  ],
  migrate: [
    900,
    ({ migrate: services }, options) => createDirectHandler(migrateSchema, migrate, services, options),
  ],
};

export const createFunctions = (
  adaptersOf: (environment: LambdaEnvironment, name: FunctionName) => Adapters,
  log: (line: object) => void,
): Readonly<Record<FunctionName, SimulatedFunction>> => {
  const entries = Object.entries(functions).map(([key, [timeoutS, create]]) => {
    const name = key as FunctionName;
    const lambda: SimulatedFunction = {
      name,
      timeoutMs: timeoutS * 1_000,
      create: (environment) =>
        create(createServices(adaptersOf(environment, name)), { log, now: environment.now }),
    };
    return [name, lambda];
  });
  return Object.fromEntries(entries);
};
