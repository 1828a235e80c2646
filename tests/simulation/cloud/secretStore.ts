// The model of Secrets Manager: values that rotate in two steps.
import type { Secrets } from '#layers/aws/secretsManager/secrets.ts';
import type { Network } from '../network.ts';
import type { Caller } from '../networkCall.ts';
import type { Scheduler } from '../scheduler.ts';

const unavailable = (): Error => Object.assign(new Error('Unavailable'), { name: 'InternalServiceError' });

type Secret = { current: string; pending?: string | undefined };

export class SecretStore {
  readonly #secrets = new Map<string, Secret>();
  readonly #scheduler: Scheduler;
  readonly #network: Network;

  constructor(scheduler: Scheduler, network: Network) {
    this.#scheduler = scheduler;
    this.#network = network;
  }

  put(arn: string, current: string): void {
    this.#secrets.set(arn, { current });
  }

  current(arn: string): string {
    return this.#secrets.get(arn)?.current ?? '';
  }

  /** The first step of a rotation: the value that comes next. */
  propose(arn: string, pending: string): void {
    this.#secrets.set(arn, { current: this.current(arn), pending });
  }

  /** The last step: the proposed value is the current one. */
  promote(arn: string): void {
    const { current = '', pending } = this.#secrets.get(arn) ?? {};
    this.#secrets.set(arn, { current: pending ?? current });
  }

  portOf(caller: Caller, now: () => number): Secrets {
    const read = <Value>(name: string, run: () => Value, deadlineMs: number) =>
      this.#network.call({
        caller,
        name,
        run,
        isRetried: true,
        onGivenUp: (giveUp) => this.#scheduler.startTimer(giveUp, deadlineMs - now()),
        fault: unavailable,
        givenUp: () => Object.assign(new Error('Timeout'), { name: 'TimeoutError' }),
      });
    return {
      read: (arn, { deadlineMs }) => read('secret', () => this.current(arn), deadlineMs),
      readPending: (arn, { deadlineMs }) =>
        read('pending secret', () => this.#secrets.get(arn)?.pending, deadlineMs),
    };
  }
}
