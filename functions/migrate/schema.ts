// The request and the response of the migrate function.
import * as z from 'zod/mini';
import { directRequest } from '#layers/entry/direct/directRequest.ts';
import type { CountedRefusals } from '#layers/schema/countRefusals.ts';
import type { PendingMigrations } from '#layers/schema/migrations.ts';

/**
 * `plan` says what is pending, `schema` applies it, `all` does what a deployment needs beside: a deployment plans and
 * applies the schema before its stack exists, and everything after.
 */
const step = z._default(z.enum(['plan', 'schema', 'all'], { error: 'must be plan, schema or all' }), 'all');

export type MigrateResult =
  /** `counted` by the step `all`: people whom the rules for addresses and phone numbers would not let in. */
  { applied: string[]; counted?: CountedRefusals } | PendingMigrations;

export const migrateSchema = {
  request: directRequest({ step }),
  response: (result: MigrateResult): MigrateResult =>
    'applied' in result
      ? { applied: result.applied, ...(result.counted && { counted: result.counted }) }
      : { pending: result.pending, later: result.later, pausesEvents: result.pausesEvents },
};
