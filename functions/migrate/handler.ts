// Lambda entry point of the migrations: invoked directly at deployment, it has no route.
import { httpHandler, type Operation } from '#layers/http/pipeline.ts';
import { getMigrateServices, type MigrateServices } from '#layers/services.ts';
import { migrateSchema } from './schema.ts';

export const migrate: Operation<unknown, { applied: string[] }, MigrateServices> =
  ({ migrations, reader }) =>
  async (_request, call) => {
    const applied = await migrations.apply(call);
    await reader?.ensure(call);
    return { body: { applied } };
  };

export const handler = httpHandler(migrateSchema, migrate, getMigrateServices);
