// An error of the catalogue; its message is the problem's `detail`.
import { catalogue, type ErrorCode } from './catalogue.ts';

/** One parameter that breaks a rule. Never carries the value, which may be personal data. */
export type Violation = { parameter: string; detail: string };

export type PublicErrorOptions = {
  /** What callers read instead of the catalogue's sentence. */
  detail?: string;
  violations?: readonly Violation[];
  /** What led to it; logged by name for an `error`, and never shown. */
  cause?: unknown;
};

export class PublicError extends Error {
  override readonly name: ErrorCode;
  readonly violations: readonly Violation[];

  constructor(code: ErrorCode, { detail, violations = [], cause }: PublicErrorOptions = {}) {
    super(detail ?? catalogue[code].detail, { cause });
    this.name = code;
    // `sls invoke local` calls an error by its constructor's name, Lambda by its own.
    Object.defineProperty(this, 'constructor', { value: { name: code } });
    this.violations = violations;
  }
}
