// The queues of the local cloud, as the console reads and mends them.
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { accountId } from '../../account.ts';
import type { EventClients } from '../../server/awsClients.ts';
import { ConsoleError } from './consoleDatabase.ts';

export type QueueEntry = {
  name: string;
  visible: number;
  inFlight: number;
  delayed: number;
  /** Undefined for a queue without messages. */
  oldestMs?: number | undefined;
  /** The function that reads it. */
  functionName?: string | undefined;
  /** The queue whose dead letters it has. */
  deadLettersOf?: string | undefined;
};

export type QueueDetail = QueueEntry & {
  messages: { id: string; body: string; sentMs: number; receiveCount: number; state: string }[];
};

export type EventToPut = { bus: string; source: string; detailType: string; detail: object };

/** They reject with a ConsoleError. */
export type ConsoleQueues = {
  list(): Promise<QueueEntry[]>;
  read(name: string): Promise<QueueDetail | undefined>;
  send(name: string, body: string): Promise<{ messageId: string }>;
  /** Undefined when the message is not there. */
  move(
    name: string,
    messageId: string,
    body?: string,
  ): Promise<{ messageId: string; queue: string } | undefined>;
  remove(name: string, messageId: string): Promise<boolean>;
  putEvent(event: EventToPut): Promise<{ eventId: string }>;
};

export type ConsoleQueuesOptions = {
  /** Of the event cloud. */
  url: string;
  clients: Pick<EventClients, 'sqs' | 'eventBridge'>;
  /** By the stack: who reads which queue, and where its dead letters go. */
  stack: {
    queues: readonly { name: string; deadLetters?: { name: string } | undefined }[];
    mappings: readonly { queue: string; functionKey: string }[];
  };
};

/** What fauxqs tells of a queue. */
type Inspected = { messageId: string; body: string; sentTimestamp: number; approximateReceiveCount: number };
type Inspection = {
  attributes: Record<string, string>;
  messages: { ready: Inspected[]; delayed: Inspected[]; inflight: { message: Inspected }[] };
};

/** How long messages hide that are received to find one. */
const hiddenS = 5;

export const createConsoleQueues = ({ url, clients, stack }: ConsoleQueuesOptions): ConsoleQueues => {
  const { sqs, eventBridge } = clients;
  const urlOf = (name: string): string => `${url}/${accountId}/${name}`;
  const sourceOf = (name: string): string | undefined =>
    stack.queues.find(({ deadLetters }) => deadLetters?.name === name)?.name;

  const inspect = async (name: string): Promise<Inspection | undefined> => {
    const response = await fetch(`${url}/_fauxqs/queues/${encodeURIComponent(name)}`);
    return response.ok ? ((await response.json()) as Inspection) : undefined;
  };

  const read = async (name: string): Promise<QueueDetail | undefined> => {
    const inspected = await inspect(name);
    if (!inspected) return undefined;
    const { ready, delayed, inflight } = inspected.messages;
    const states = { visible: ready, delayed, 'in flight': inflight.map(({ message }) => message) };
    const messages = Object.entries(states).flatMap(([state, list]) =>
      list.map((message) => ({
        ...{ id: message.messageId, body: message.body, state },
        ...{ sentMs: message.sentTimestamp, receiveCount: message.approximateReceiveCount },
      })),
    );
    return {
      name,
      visible: ready.length,
      inFlight: inflight.length,
      delayed: delayed.length,
      oldestMs:
        messages.length === 0 ? undefined : Date.now() - Math.min(...messages.map(({ sentMs }) => sentMs)),
      functionName: stack.mappings.find(({ queue }) => queue === name)?.functionKey,
      deadLettersOf: sourceOf(name),
      messages,
    };
  };

  const send = async (name: string, body: string): Promise<{ messageId: string }> => {
    const { MessageId = '' } = await sqs.send(
      new SendMessageCommand({ QueueUrl: urlOf(name), MessageBody: body }),
    );
    return { messageId: MessageId };
  };

  const show = (QueueUrl: string, { ReceiptHandle }: Message) =>
    sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

  /** Receives until the message comes; the others become visible again. */
  const take = async (name: string, messageId: string): Promise<Message | undefined> => {
    const QueueUrl = urlOf(name);
    const others: Message[] = [];
    try {
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: hiddenS }),
        );
        others.push(...Messages.filter((message) => message.MessageId !== messageId));
        const found = Messages.find((message) => message.MessageId === messageId);
        if (found || Messages.length === 0) return found;
      }
    } finally {
      await Promise.all(others.map((message) => show(QueueUrl, message)));
    }
  };

  const drop = (name: string, { ReceiptHandle }: Message) =>
    sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(name), ReceiptHandle }));

  /** A receive of a queue that a function reads counts, and may make a dead letter. */
  const refuseLive = (name: string): void => {
    if (sourceOf(name) !== undefined) return;
    throw new ConsoleError(`${name} is no dead-letter queue: its messages are its function's.`);
  };

  return {
    read,
    send,
    async list() {
      const described = await Promise.all(stack.queues.map(({ name }) => read(name)));
      return described.flatMap((queue) => {
        if (!queue) return [];
        const { messages: _messages, ...entry } = queue;
        return [entry];
      });
    },
    async move(name, messageId, body) {
      refuseLive(name);
      const queue = sourceOf(name) as string;
      const message = await take(name, messageId);
      if (!message) return undefined;
      const sent = await send(queue, body ?? message.Body ?? '');
      await drop(name, message);
      return { ...sent, queue };
    },
    async remove(name, messageId) {
      refuseLive(name);
      const message = await take(name, messageId);
      if (message) await drop(name, message);
      return message !== undefined;
    },
    async putEvent({ bus, source, detailType, detail }) {
      const entry = {
        EventBusName: bus,
        Source: source,
        DetailType: detailType,
        Detail: JSON.stringify(detail),
      };
      const { Entries: [result] = [] } = await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
      if (result?.EventId === undefined)
        throw new ConsoleError(result?.ErrorMessage ?? 'The event was refused.');
      return { eventId: result.EventId };
    },
  };
};
