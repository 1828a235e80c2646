// The Lambda function that applies the migrations; it has no route and is invoked directly.
import type * as z from 'zod/mini';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { getMigrateServices, type MigrateServices } from '#layers/services.ts';
import { type MigrateResult, migrateSchema } from './schema.ts';

type MigrateInput = z.output<typeof migrateSchema.request>;

export const migrate: UseCase<MigrateInput, MigrateResult, MigrateServices> =
  ({ migrations, directory, eraser, users, countRefusals }) =>
  async ({ step }, call) => {
    if (step === 'plan') return { body: await migrations.plan(call) };
    const applied = await migrations.apply(call);
    if (step === 'schema') return { body: { applied } };
    for (const user of users) await user.ensure(call);
    await directory.prepare(call);
    await eraser.applyAgain(call);
    return { body: { applied, counted: await countRefusals(call) } };
  };

export const handler = createDirectHandler(migrateSchema, migrate, getMigrateServices);
