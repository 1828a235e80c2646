// Refuses changes that break callers or senders without a new major version.
import { UserError } from '#tools/userError.ts';
import type { Contract } from '../contract.ts';
import { hasNewMajor } from '../release/version.ts';
import { findBreaks } from './findBreaks.ts';

/** Throws UserError that names each change. `version` is that which `current` will have. */
export const refuseBreaks = (released: Contract, current: Contract, version: string): void => {
  const before = released.openapi.info.version;
  const breaks = findBreaks(released, current);
  if (breaks.length === 0 || hasNewMajor(version, before)) return;
  const lines = breaks.map((line) => `  ${line}`).join('\n');
  throw new UserError(
    `Version ${version} would break callers of ${before}, which takes a new major version:\n${lines}`,
  );
};
