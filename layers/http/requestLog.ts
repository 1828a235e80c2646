// Middleware: one JSON line a request, whatever became of it.
import { DatabaseError } from '#layers/database/databaseError.ts';
import { catalogue } from '#layers/errors/catalogue.ts';
import { PublicError } from '#layers/errors/publicError.ts';
import { ConfigError } from '#layers/runtime/config.ts';
import type { Logger } from '#layers/runtime/logger.ts';
import type { Middleware, PipelineRequest } from './invocation.ts';

/** Where an unforeseen error came from, without its message: that may quote what a caller sent. */
const frames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());

/** Names and numbers of the errors below a fault. The messages of these two classes are written to be logged. */
const causes = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  if (error instanceof PublicError) return causes(error.cause);
  if (error instanceof DatabaseError) return [`${error.kind}: ${error.message}`];
  if (error instanceof ConfigError) return [error.message];
  return [error.name, ...frames(error)];
};

const success = { level: 'info', status: 200 } as const;

export const requestLog = (log: Logger, now: () => number): Middleware => {
  const write = ({ context, internal, error }: PipelineRequest): void => {
    const { level, status } = error instanceof PublicError ? catalogue[error.name] : success;
    const cause = level === 'error' ? causes(error) : [];
    log({
      level,
      requestId: context.awsRequestId,
      route: internal.http?.route ?? context.functionName,
      status,
      durationMs: Math.round(now() - internal.startedMs),
      ...(error && { errorCode: error.name }),
      ...(cause.length > 0 && { cause }),
    });
  };

  return {
    before: ({ internal }) => {
      internal.startedMs = now();
    },
    after: write,
    onError: write,
  };
};
