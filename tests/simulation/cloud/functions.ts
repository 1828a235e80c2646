// The model of Lambda: environments that are reused, killed, and cut off at the timeout.
import type { Context } from 'aws-lambda';
import type { LambdaHandler } from '#layers/entry/invocation.ts';
import type { Network } from '../network.ts';
import type { Caller } from '../networkCall.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';

/** What whoever invokes a function learns of it. */
export type Invoked = { result: unknown } | { error: Error } | { killed: true } | { cut: true };

export type LambdaEnvironment = Caller & {
  /** The clock of its host. */
  now: () => number;
};

type PooledEnvironment = LambdaEnvironment & { handler: LambdaHandler };

export type SimulatedFunction = {
  name: string;
  timeoutMs: number;
  /** Runs in a new environment: builds the services, and the handler over them. */
  create(environment: LambdaEnvironment): LambdaHandler;
};

export type FunctionsOptions = {
  scheduler: Scheduler;
  network: Network;
  random: Random;
  killShare: number;
  /** How far the clocks of two hosts may differ, in milliseconds. */
  maxSkewMs: number;
  trace: (line: string) => void;
};

/** A kill comes most often while a function works. */
const killedWithinMs = [200, 5_000, 60_000, 600_000] as const;

export class Functions {
  readonly #options: FunctionsOptions;
  readonly #idle = new Map<string, PooledEnvironment[]>();
  #environments = 0;
  #requests = 0;
  kills = 0;
  /** Names of the functions that did not end by their timeout, though nothing killed them. */
  readonly cut: string[] = [];

  constructor(options: FunctionsOptions) {
    this.#options = options;
  }

  async invoke(lambda: SimulatedFunction, event: unknown): Promise<Invoked> {
    const { scheduler, trace } = this.#options;
    const environment = this.#take(lambda);
    const endMs = scheduler.now() + lambda.timeoutMs;
    const context = {
      functionName: lambda.name,
      awsRequestId: `request-${this.#requests++}`,
      getRemainingTimeInMillis: () => endMs - scheduler.now(),
    } as Context;
    trace(`${environment.name} begins`);
    const work = environment.handler(event, context).then(
      (result): Invoked => ({ result }),
      (error: Error): Invoked => ({ error }),
    );
    const outcome = await this.#raceWithEnd(environment, work, lambda.timeoutMs);
    if ('cut' in outcome) this.cut.push(lambda.name);
    if ('killed' in outcome) this.kills += 1;
    trace(
      `${environment.name} ends: ${Object.keys(outcome)[0]}${'error' in outcome ? ` ${outcome.error.name}` : ''}`,
    );
    if (environment.isAlive) this.#idle.get(lambda.name)?.push(environment);
    return outcome;
  }

  /** New code: no environment is used any more. Those at work go on. */
  replaceAll(): void {
    this.#idle.clear();
  }

  #take(lambda: SimulatedFunction): PooledEnvironment {
    const { random } = this.#options;
    const pool = this.#idle.get(lambda.name) ?? [];
    this.#idle.set(lambda.name, pool);
    const idle = random.chance(0.9) ? pool.shift() : undefined;
    return idle ?? this.#create(lambda);
  }

  #create(lambda: SimulatedFunction): PooledEnvironment {
    const { scheduler, random, maxSkewMs } = this.#options;
    const skewMs = random.between(-maxSkewMs, maxSkewMs);
    const now = () => scheduler.now() + skewMs;
    const environment = { name: `${lambda.name}[${this.#environments++}]`, isAlive: true, now };
    return Object.assign(environment, { handler: lambda.create(environment) });
  }

  /** The work, unless a kill or the timeout comes first. */
  #raceWithEnd(environment: Caller, work: Promise<Invoked>, timeoutMs: number): Promise<Invoked> {
    const { scheduler, network, random, killShare } = this.#options;
    const isKilled = random.chance(killShare) && network.isFaulty;
    const killMs = random.between(0, random.pick(killedWithinMs));
    const [endMs, end]: [number, Invoked] =
      isKilled && killMs < timeoutMs ? [killMs, { killed: true }] : [timeoutMs, { cut: true }];
    return new Promise((resolve) => {
      const stop = scheduler.startTimer(() => {
        environment.isAlive = false;
        resolve(end);
      }, endMs);
      void work.then((outcome) => {
        stop();
        resolve(outcome);
      });
    });
  }
}
