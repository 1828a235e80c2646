// An answer that is no success: the service's problem details (RFC 9457), or API Gateway's own.
import { type ProblemCode, problemCodes } from './problemCodes.ts';

/** A rule that a member of the request breaks. Never carries the value. */
export type ProblemViolation = { parameter: string; detail: string };

type ProblemBody = {
  type?: string;
  detail?: string;
  message?: string;
  requestId?: string;
  errors?: ProblemViolation[];
};

/** `urn:problem-type:users-service:user-not-found` and API Gateway's `Not Found` alike. */
const toCode = ({ type, message }: ProblemBody): ProblemCode | 'unknown' => {
  const text = type?.split(':').at(-1) ?? message?.toLowerCase().replaceAll(' ', '-');
  return problemCodes.find((code) => code === text) ?? 'unknown';
};

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  /** Tells errors apart. A newer service may send others: `unknown`. */
  readonly code: ProblemCode | 'unknown';
  /** HTTP status code. */
  readonly status: number;
  /** Seconds after which it makes sense to try again, where the service says so. */
  readonly retryAfterS: number | undefined;
  /** Names the request in the service's log. */
  readonly requestId: string | undefined;
  readonly violations: readonly ProblemViolation[];

  constructor({ status, headers }: Response, body: ProblemBody) {
    super(body.detail ?? body.message ?? `HTTP status ${status}`);
    this.code = toCode(body);
    this.status = status;
    this.retryAfterS = Number(headers.get('retry-after')) || undefined;
    this.requestId = body.requestId ?? headers.get('x-request-id') ?? undefined;
    this.violations = body.errors ?? [];
  }
}

/** Any body will do: a proxy between may answer in HTML. */
export const readProblem = async (response: Response): Promise<ProblemError> => {
  const body = await response.json().catch(() => ({}));
  return new ProblemError(response, Object(body));
};
