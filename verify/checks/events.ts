// Events: by the bus, in any order and twice, dead letters and their way back.
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { findQueue, moveMessages } from '#operate/moveMessages.ts';
import { putEvents } from '#operate/putEvents.ts';
import type { Check, CheckContext } from '../check.ts';
import { NotRun } from '../expectations.ts';
import type { PersonEvent } from '../people.ts';
import { findNumber } from './findNumber.ts';
import { syncDirectly } from './syncDirectly.ts';

const numberOf = (version: number): string => `+1 888 555 01${String(version).padStart(2, '0')}`;

const byBus: Check = {
  what: 'Events: the bus leads a change and a deletion to the directory',
  async run({ system, people, expect }) {
    const email = people.address('moved');
    const put = (event: PersonEvent) => putEvents(system.eventBridge, system.bus, [event]);
    const find = () => findNumber(system, email);
    await put(people.upserted('moved', numberOf(1), 1));
    await expect.becomes('The number of somebody new', find, numberOf(1));
    await put(people.upserted('moved', numberOf(2), 2));
    await expect.becomes('The number of somebody who moved', find, numberOf(2));
    await put(people.deleted('moved', 3));
    await expect.becomes('The number of somebody who left', find, null);
  },
};

const anyOrder: Check = {
  what: 'Events: out of order and twice, the newest state stays',
  async run({ system, people, expect }) {
    const find = () => findNumber(system, people.address('shuffled'));
    const older = [3, 1, 4, 2].map((version) => people.upserted('shuffled', numberOf(version), version));
    const left = people.deleted('shuffled', 5);
    const newest = people.upserted('shuffled', numberOf(6), 6);
    const events = [newest, ...older, left, newest, ...older];
    await putEvents(system.eventBridge, system.bus, events);
    await expect.becomes('The number after all events', find, numberOf(6));
    // By now the newest was applied, so that each of these is late.
    const outcomes = await syncDirectly(system, [left, newest, ...older]);
    expect.same(
      'What became of late events',
      outcomes,
      outcomes.map(() => 'stale'),
    );
    expect.same('The number after late events', await find(), numberOf(6));
    const later = people.deleted('shuffled', 7);
    expect.same('What became of a deletion', await syncDirectly(system, [later]), ['applied']);
    expect.same('What became of an event before it', await syncDirectly(system, [newest]), ['stale']);
    expect.same('The number of somebody who left', await find(), null);
  },
};

const findQueues = async ({ sqs, stage }: CheckContext['system']) => {
  const queue = await findQueue(sqs, `users-${stage}-sync`);
  const dead = await findQueue(sqs, `users-${stage}-sync-dlq`);
  const waiting = Number(dead.attributes.ApproximateNumberOfMessages);
  if (waiting > 0) throw new NotRun(`${waiting} dead letters of others wait there, and would be moved`);
  return { queue, dead };
};

/** A dead letter that holds the address; deletes it from the queue. */
const takeDead = async (sqs: SQSClient, QueueUrl: string, email: string): Promise<boolean> => {
  const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, VisibilityTimeout: 5 });
  const { Messages = [] } = await sqs.send(command);
  const found = Messages.find(({ Body }) => Body?.includes(email));
  if (found === undefined) return false;
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: found.ReceiptHandle }));
  return true;
};

/** Puts an event among the dead letters, as one that was mended is, and moves it back. */
const redrive = async ({ system, people, expect }: CheckContext): Promise<void> => {
  const { queue, dead } = await findQueues(system);
  const MessageBody = JSON.stringify(people.upserted('redriven', numberOf(1)));
  await system.sqs.send(new SendMessageCommand({ QueueUrl: dead.url, MessageBody }));
  await moveMessages(system.sqs, { from: dead, to: queue, log: () => {} });
  const find = () => findNumber(system, people.address('redriven'));
  await expect.becomes('The number after the move', find, numberOf(1));
};

const movedBack: Check = {
  what: 'Events: a mended dead letter is moved back and applied',
  run: redrive,
};

const becomesDead: Check = {
  what: 'Events: an invalid one becomes a dead letter by itself',
  slow: true,
  async run({ system, people, expect }) {
    const { queue, dead } = await findQueues(system);
    const { VisibilityTimeout, RedrivePolicy = '{}' } = queue.attributes;
    const { maxReceiveCount } = JSON.parse(RedrivePolicy);
    const poison = people.upserted('poison', '');
    await putEvents(system.eventBridge, system.bus, [poison]);
    const take = () => takeDead(system.sqs, dead.url, poison.data.email);
    // Two more than it takes: a receive and the move cost time, too.
    const waitMs = (Number(maxReceiveCount) + 2) * Number(VisibilityTimeout) * 1_000;
    await expect.becomes('Whether it is among the dead letters', take, true, waitMs);
  },
};

export const eventChecks: readonly Check[] = [byBus, anyOrder, movedBack, becomesDead];
