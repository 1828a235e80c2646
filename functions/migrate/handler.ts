// The Lambda function that applies the migrations; it has no route and is invoked directly.
import { createHandler, type UseCase } from '#layers/http/createHandler.ts';
import { getMigrateServices, type MigrateServices } from '#layers/services.ts';
import { migrateSchema } from './schema.ts';

export const migrate: UseCase<unknown, { applied: string[] }, MigrateServices> =
  ({ migrations, reader }) =>
  async (_request, call) => {
    const applied = await migrations.apply(call);
    await reader?.ensure(call);
    return { body: { applied } };
  };

export const handler = createHandler(migrateSchema, migrate, getMigrateServices);
