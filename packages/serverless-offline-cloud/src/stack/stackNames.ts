// Names of the stack's queues and functions, by the ARNs that refer to them.
import { asynchronousQueueName } from './asynchronousQueue.ts';
import type { References, Resolve } from './resolver.ts';
import type { ServiceFunctions } from './serviceFunction.ts';
import type { Resources } from './template.ts';

export type StackSource = {
  resources: Resources;
  functions: ServiceFunctions;
  references: References;
  resolve: Resolve;
  /** Whether schedules are due by time. */
  firesSchedules?: boolean;
};

/** The last part of an ARN: `users-dev-sync` of `arn:aws:sqs:eu-central-1:000000000000:users-dev-sync`. */
export const lastOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? '';

export class StackNames {
  readonly #source: StackSource;
  readonly #queues: ReadonlySet<string>;

  constructor(source: StackSource) {
    this.#source = source;
    const queues = Object.entries(source.resources).filter(([, { Type }]) => Type === 'AWS::SQS::Queue');
    this.#queues = new Set(queues.map(([logicalId]) => this.of(logicalId, 'QueueName')));
  }

  /** The name of a resource; `attribute` is that of `!GetAtt` which has it. */
  of(logicalId: string, attribute: string): string {
    return this.#source.references.get(`${logicalId}.${attribute}`) ?? logicalId;
  }

  functionKey(nameOrArn: string): string | undefined {
    const name = lastOf(nameOrArn);
    return Object.entries(this.#source.functions).find(([, one]) => one.name === name)?.[0];
  }

  /** Throws an error for a queue that the stack does not have: nothing would ever be in it. */
  queue(arn: string): string {
    const name = lastOf(arn);
    if (this.#queues.has(name)) return name;
    throw new Error(`${arn} is not a queue of the stack, so the local cloud cannot create it.`);
  }

  /** The queue by which a target is reached: itself, or that of the asynchronous events of a function that is served. */
  targetQueues(arn: string): string[] {
    if (!/^arn:[^:]+:lambda:/.test(arn)) return [this.queue(arn)];
    const key = this.functionKey(arn);
    return key ? [asynchronousQueueName(this.#source.functions[key]?.name as string)] : [];
  }
}
