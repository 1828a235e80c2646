// The Lambda function that erases a person for good, or lets them in again; invoked directly.
import type * as z from 'zod/mini';
import { createDirectHandler } from '#layers/entry/direct/createDirectHandler.ts';
import type { UseCase } from '#layers/entry/request.ts';
import type { Certificate } from '#layers/people/erasures/certificate.ts';
import { type EraseServices, getEraseServices } from '#layers/services.ts';
import { eraseUserSchema, type Lifted } from './schema.ts';

type EraseUserRequest = z.output<typeof eraseUserSchema.request>;

export const eraseUser: UseCase<EraseUserRequest, Certificate | Lifted, EraseServices> =
  ({ eraser }) =>
  async ({ email, allowAgain, unreadable }, call) => {
    if (allowAgain) return { body: { lifted: await eraser.allowAgain(email, call) } };
    const certificate = await eraser.erase(email, call, unreadable);
    const { rows, files, interrupted, pending } = certificate;
    const counts = {
      rows,
      filesRead: files.read,
      filesDeleted: files.deleted.length,
      filesUnreadable: files.unreadable.length,
      importsInterrupted: interrupted.length,
      ...(pending && { pendingWriters: pending.writers }),
    };
    return { body: certificate, counts };
  };

export const handler = createDirectHandler(eraseUserSchema, eraseUser, getEraseServices);
