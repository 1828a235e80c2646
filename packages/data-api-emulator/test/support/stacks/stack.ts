// What the protocol stacks have in common, so that one check runs through all of them.
import type { OperationName } from '../../../src/operations/operationNames.ts';
import type { SuiteTarget } from '../target.ts';

/** `ExecuteSql` is deprecated, and not every client has it. */
export type StackOperation = Exclude<OperationName, 'ExecuteSql'>;

/** A request or response as the service model names its members; blobs are base64 text in both. */
// biome-ignore lint/suspicious/noExplicitAny: responses are judged by the checks, member by member.
export type Members = Record<string, any>;

/** Rejects with a ServiceError. */
export type SendCall = (operation: StackOperation, request: Members) => Promise<Members>;

export type Stack = (target: SuiteTarget) => SendCall;

export class ServiceError extends Error {
  readonly status: number | undefined;
  readonly dbConnectionId: number | undefined;

  constructor(name: string, message: string, status: number | undefined, dbConnectionId?: number) {
    super(message);
    this.name = name;
    this.status = status;
    this.dbConnectionId = dbConnectionId;
  }
}

/** Copies a request or response with every value under `blobValue` changed; undefined members go. */
export const mapBlobs = (value: unknown, change: (blob: never) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => mapBlobs(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      name === 'blobValue' ? change(member as never) : mapBlobs(member, change),
    ]),
  );
};

export const toBuffer = (base64: string): Buffer => Buffer.from(base64, 'base64');
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
