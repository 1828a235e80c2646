// The model of an SQS queue and the event source mapping that reads it.
import type { InvokingQueue } from '#layers/aws/sqs/invokingQueue.ts';
import type { Caller } from '../networkCall.ts';
import { type QueuedMessage, type QueueOptions, toRecord } from './queueMessage.ts';

export class Queue {
  readonly #options: QueueOptions;
  readonly #messages = new Map<string, QueuedMessage>();
  readonly deadLetters: string[] = [];
  #ids = 0;
  #running = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Messages that are neither done with nor given up. */
  get length(): number {
    return this.#messages.size;
  }

  send(body: string, delayMs = 0): void {
    const { name, scheduler } = this.#options;
    const message = { id: `${name}-${this.#ids++}`, body, receives: 0, visibleMs: 0, isDeleted: false };
    message.visibleMs = scheduler.now() + delayMs;
    this.#messages.set(message.id, message);
    scheduler.startTimer(() => this.#poll(), delayMs);
  }

  portOf(caller: Caller, now: () => number): InvokingQueue {
    const { scheduler, network } = this.#options;
    const request = (name: string, deadlineMs: number, run: () => void) =>
      network.call({
        caller,
        name: `queue ${name}`,
        run,
        isWrite: true,
        isRetried: true,
        onGivenUp: (giveUp) => scheduler.startTimer(giveUp, deadlineMs - now()),
        fault: () => new Error('InternalError'),
        givenUp: () => new Error('TimeoutError'),
      });
    return {
      send: (body, { deadlineMs }) => request('send', deadlineMs, () => this.send(body)),
      postpone: ({ handle }, delayS, { deadlineMs }) =>
        request('postpone', deadlineMs, () => this.#setVisible(handle, delayS * 1_000)),
    };
  }

  /** Sends the dead letters once more, as `npm run redrive` does. */
  redrive(): void {
    for (const body of this.deadLetters.splice(0)) this.send(body);
  }

  #setVisible(handle: string, delayMs: number): void {
    const [id = '', receives] = handle.split('/');
    const message = this.#messages.get(id);
    // The handle of an earlier receive does nothing.
    if (message?.receives !== Number(receives)) return;
    message.visibleMs = this.#options.scheduler.now() + delayMs;
    this.#options.scheduler.startTimer(() => this.#poll(), delayMs);
  }

  #receive(): QueuedMessage[] {
    const { scheduler, random, batchSize, visibilityMs, maxReceives } = this.#options;
    const visible = [...this.#messages.values()].filter(({ visibleMs }) => visibleMs <= scheduler.now());
    const batch: QueuedMessage[] = [];
    while (visible.length > 0 && batch.length < batchSize) {
      const [message] = visible.splice(random.between(0, visible.length - 1), 1) as [QueuedMessage];
      if (message.receives === maxReceives) {
        this.#messages.delete(message.id);
        this.deadLetters.push(message.body);
        continue;
      }
      message.receives += 1;
      message.visibleMs = scheduler.now() + visibilityMs;
      scheduler.startTimer(() => this.#poll(), visibilityMs);
      batch.push(message);
    }
    return batch;
  }

  #poll(): void {
    if (this.#running >= this.#options.maxConcurrency) return;
    const batch = this.#receive();
    if (batch.length > 0) void this.#handle(batch);
  }

  async #handle(batch: readonly QueuedMessage[]): Promise<void> {
    const { scheduler, random, invoke } = this.#options;
    this.#running += 1;
    const receives = new Map(batch.map((message) => [message, message.receives]));
    const outcome = await invoke({ Records: batch.map(toRecord) });
    this.#running -= 1;
    if ('result' in outcome) {
      const { batchItemFailures } = outcome.result as { batchItemFailures: { itemIdentifier: string }[] };
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const message of batch)
        if (!failed.has(message.id) && receives.get(message) === message.receives) this.#delete(message);
    }
    scheduler.startTimer(() => this.#poll(), random.between(0, 1_000));
  }

  #delete(message: QueuedMessage): void {
    const { network, random, duplicateShare } = this.#options;
    this.#messages.delete(message.id);
    // At least once: a copy of the message was not there to be deleted.
    if (!network.isFaulty || !random.chance(duplicateShare)) return;
    this.send(message.body, random.between(0, 600_000));
  }
}
