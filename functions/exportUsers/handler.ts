// The Lambda function that exports the directory to a file; invoked by a schedule or directly.
import type * as z from 'zod/mini';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import type { Exported } from '#layers/people/exports/exporter.ts';
import { type ExportServices, getExportServices } from '#layers/services.ts';
import { exportUsersSchema } from './schema.ts';

type ExportUsersRequest = z.output<typeof exportUsersSchema.request>;

export const exportUsers: UseCase<ExportUsersRequest, Exported, ExportServices> =
  ({ exporter }) =>
  async (format, call) => {
    const exported = await exporter.export(format, call);
    return { body: exported, counts: { people: exported.count, bytes: exported.bytes } };
  };

export const handler = createDirectHandler(exportUsersSchema, exportUsers, getExportServices);
