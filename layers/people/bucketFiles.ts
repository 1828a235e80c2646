// The schemas of the JSON objects in the bucket, for programs outside the functions.
import * as z from 'zod/mini';
import { type ExportManifest, type ImportResult, importStates } from './bucketLayout.ts';

const count = z.number();
const names = z.array(z.string());

export const importResult = z.object({
  state: z.enum(importStates),
  reason: z.optional(z.string()),
  counts: z.object({ read: count, applied: count, unchanged: count, rejected: count }),
  bytes: z.object({ read: count, total: count }),
  rowsPerS: z.number(),
  lastLine: z.number(),
  file: z.optional(
    z.object({
      format: z.string(),
      encoding: z.exactOptional(z.string()),
      separator: z.exactOptional(z.string()),
      sheet: z.exactOptional(z.string()),
      columns: z.object({ email: names, phoneNumber: names, leftOut: names }),
    }),
  ),
  rejects: z.optional(z.string()),
  violations: z.optional(z.record(z.string(), count)),
  onlyPossible: z.optional(count),
  retry: z.optional(z.object({ reason: z.string(), at: z.string() })),
}) satisfies z.ZodMiniType<ImportResult>;

export const exportManifest = z.object({
  count,
  sha256: z.string(),
  bytes: z.number(),
}) satisfies z.ZodMiniType<ExportManifest>;
