// Lambda entry point of the migrations: invoked directly at deployment, it has no route.
import { httpHandler, type Operation } from '#layers/http/pipeline.ts';
import { migrateSchema } from './schema.ts';

export const migrate: Operation<unknown, { applied: string[] }> =
  ({ migrations }) =>
  async (_request, call) => ({ body: { applied: await migrations.apply(call) } });

export const handler = httpHandler(migrateSchema, migrate);
