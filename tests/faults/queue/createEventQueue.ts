// The bus, the queue and the dead letters, as a sender and an operator use them.
import { setTimeout as sleep } from 'node:timers/promises';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteMessageBatchCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { freePort } from 'data-api-emulator';
import { localRegion } from '#offline-cloud/account.ts';
import { createEventClients } from '#offline-cloud/server/awsClients.ts';
import { startEventCloud } from '#offline-cloud/server/startEventCloud.ts';
import { createEventStack } from '#offline-cloud/stack/createEventStack.ts';
import { inParallel } from '../tally.ts';
import { createStack, type StackOptions } from './createStack.ts';
import { consumeStack, countMessages, type InvokeFunction } from './stackQueue.ts';

export type EventQueue = Awaited<ReturnType<typeof createEventQueue>>;

/** The most that a request takes: entries of PutEvents, messages of a batch of SQS. */
const perRequest = 10;

/** Everything is gone when it stops. */
export const createEventQueue = async (options: StackOptions) => {
  const stack = createStack(options);
  const cloud = await startEventCloud({ port: await freePort(), region: localRegion });
  const clients = createEventClients({ url: cloud.url });
  const { sqs, eventBridge } = clients;
  const queues = await createEventStack(stack, clients);
  const [dead, queue] = [...queues.values()];
  if (!dead || !queue) throw new Error('The stack lacks a queue.');

  const receiveDead = async () => {
    const command = new ReceiveMessageCommand({ QueueUrl: dead.url, MaxNumberOfMessages: perRequest });
    return (await sqs.send(command)).Messages ?? [];
  };

  return {
    url: cloud.url,

    consume: (invoke: InvokeFunction) => consumeStack(stack, cloud.url, invoke),

    /** Puts each event on the bus, in order. */
    async put(events: readonly { type: string; source: string }[]): Promise<void> {
      const requests = Math.ceil(events.length / perRequest);
      await inParallel(requests, 4, async (index) => {
        const Entries = events.slice(index * perRequest, (index + 1) * perRequest).map((event) => ({
          EventBusName: stack.buses[0],
          Source: event.source,
          DetailType: event.type,
          Detail: JSON.stringify(event),
        }));
        const { FailedEntryCount } = await eventBridge.send(new PutEventsCommand({ Entries }));
        if (FailedEntryCount) throw new Error('The bus refused an event.');
      });
    },

    /** Resolves when no message waits or is in work. */
    async untilEmpty(): Promise<void> {
      while ((await countMessages(sqs, queue.url)) > 0) await sleep(50);
    },

    /** Takes all dead letters out and returns their bodies. */
    async takeDead(): Promise<string[]> {
      const bodies: string[] = [];
      while ((await countMessages(sqs, dead.url)) > 0) {
        const messages = await receiveDead();
        bodies.push(...messages.map(({ Body = '' }) => Body));
        const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        if (Entries.length > 0)
          await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: dead.url, Entries }));
      }
      return bodies;
    },

    /** Puts the bodies among the dead letters and moves these back to the queue; resolves when all are there. */
    async redrive(bodies: readonly string[]): Promise<void> {
      for (const MessageBody of bodies)
        await sqs.send(new SendMessageCommand({ QueueUrl: dead.url, MessageBody }));
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn }));
      const command = new ListMessageMoveTasksCommand({ SourceArn: dead.arn });
      while ((await sqs.send(command)).Results?.[0]?.Status === 'RUNNING') await sleep(50);
    },

    stop: cloud.stop,
  };
};
