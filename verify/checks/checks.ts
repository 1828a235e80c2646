// Everything that this service promises, in the order in which a system is asked.
import type { Check } from '../check.ts';
import { databaseChecks } from './database.ts';
import { erasureChecks } from './erasure.ts';
import { eventChecks } from './events.ts';
import { fileChecks } from './files.ts';
import { httpChecks } from './http.ts';

export const checks: readonly Check[] = [
  ...httpChecks,
  ...eventChecks,
  ...fileChecks,
  ...erasureChecks,
  ...databaseChecks,
];
