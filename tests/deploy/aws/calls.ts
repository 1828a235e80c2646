// The calls that reach the stand-in: their names, and the fault that one of them meets.
import type { AwsRequest } from './protocol.ts';

/** What becomes of a call: AWS refuses it, or the caller is killed before or after AWS has done it. */
export type FaultKind = 'error' | 'kill before' | 'kill after';

/** The fault of the nth call of a name; the first is 1. */
export type Fault = { call: string; nth: number; kind: FaultKind };

/** Runs of digits differ from one deployment to the next: times and versions. */
const masked = (text: string): string => text.replaceAll(/\d{6,}[\dTZ:.-]*/g, '…');

const queryName = (body: string): string => {
  const parameters = new URLSearchParams(body);
  const target = parameters.get('StackName') ?? parameters.get('DBClusterIdentifier') ?? '';
  return `${parameters.get('Action')} ${target.split('/').at(1) ?? target}`;
};

/** `cloudformation DescribeStacks users-dev`, `lambda GET /2015-03-31/functions/users-dev-migrate`, … */
export const callName = ({ service, method, path, headers, body, query }: AwsRequest): string => {
  const target = headers['x-amz-target'];
  if (target) return `${service} ${String(target).split('.')[1]} ${masked(body).slice(0, 80)}`;
  if (/^Action=|&Action=/.test(body)) return `${service} ${queryName(body)}`.trim();
  if (service === 'unsigned') return `push ${query.get('uri')?.split(':')[0]}`;
  return masked(`${service} ${method} ${path}`);
};

const readsOnly = /^\w[\w-]* (Describe|List|Get|Validate|GET|HEAD)|invocations$/;

/** Whether AWS is the same after the call as before, so that a kill there is one after the call before. */
export const isRead = (call: string): boolean => readsOnly.test(call);

/** Counts calls by name, and knows which of them meets a fault. */
export class Calls {
  readonly #counts = new Map<string, number>();
  readonly made: string[] = [];
  fault: Fault | undefined;

  /** Notes a call, and returns what becomes of it. */
  add(call: string): FaultKind | undefined {
    const nth = (this.#counts.get(call) ?? 0) + 1;
    this.#counts.set(call, nth);
    this.made.push(call);
    return this.fault?.call === call && this.fault.nth === nth ? this.fault.kind : undefined;
  }

  reset(fault?: Fault): void {
    this.#counts.clear();
    this.made.splice(0);
    this.fault = fault;
  }
}
