// Queues, their messages and events over HTTP.
import * as z from 'zod';
import type { ConsoleQueues } from '../ports/consoleQueues.ts';
import { joinTraces } from '../trace/joinTraces.ts';
import { exceptionEvent, logEvent } from '../trace/span.ts';
import type { TraceRecorder } from '../trace/traceRecorder.ts';
import { type ConsoleOperation, noContent, ok, operationWithBody, problem } from './operation.ts';

/** What a function said of a message when it failed last: its error, or the lines that it printed. */
const findReason = (recorder: TraceRecorder, messageId: string): { traceId?: string; reason?: string } => {
  const trace = recorder.find(messageId);
  if (!trace) return {};
  const events = joinTraces(recorder, trace)
    .spans.filter(({ service }) => service === 'lambda')
    .flatMap((span) => span.events)
    .sort((one, other) => other.timeMs - one.timeMs);
  const error = events.find(({ name }) => name === exceptionEvent)?.attributes['exception.message'];
  const line = events.find(({ name }) => name === logEvent)?.attributes['log.record.original'];
  const reason = error ?? line;
  return { traceId: trace.traceId, ...(reason !== undefined && { reason: String(reason) }) };
};

export const createQueueOperations = (queues: ConsoleQueues, recorder: TraceRecorder): ConsoleOperation[] => {
  const describe = async (name: string) => {
    const queue = await queues.read(name);
    return (
      queue && {
        ...queue,
        messages: queue.messages.map((message) => ({ ...message, ...findReason(recorder, message.id) })),
      }
    );
  };

  return [
    {
      key: 'GET /queues',
      summary: 'The queues: what waits, is in flight and is delayed, the age of the oldest, who reads them',
      answer: async () => ok({ queues: await queues.list() }),
    },
    {
      key: 'GET /queues/{name}',
      summary: 'A queue with its messages, their bodies and why they failed; none is received',
      answer: async ({ parameters }) => {
        const queue = await describe(parameters.name as string);
        return queue ? ok(queue) : problem(404, `There is no queue ${parameters.name}.`);
      },
    },
    operationWithBody({
      key: 'POST /queues/{name}/messages',
      summary: 'Sends a message to a queue',
      body: z.object({ body: z.string().min(1) }),
      answer: async ({ parameters, body }) => ok(await queues.send(parameters.name as string, body.body)),
    }),
    operationWithBody({
      key: 'POST /queues/{name}/messages/{id}/move',
      summary:
        'Moves a dead letter back to the queue that it came from, with another body where one is given',
      body: z.object({ body: z.string().min(1).optional() }),
      answer: async ({ parameters, body }) => {
        const moved = await queues.move(parameters.name as string, parameters.id as string, body.body);
        return moved ? ok(moved) : problem(404, 'The message is not there, or is in flight.');
      },
    }),
    {
      key: 'DELETE /queues/{name}/messages/{id}',
      summary: 'Deletes a message',
      answer: async ({ parameters }) =>
        (await queues.remove(parameters.name as string, parameters.id as string))
          ? noContent
          : problem(404, 'The message is not there, or is in flight.'),
    },
    operationWithBody({
      key: 'POST /events',
      summary: 'Puts an event on a bus of EventBridge',
      body: z.object({
        bus: z.string().default('default'),
        source: z.string().min(1),
        detailType: z.string().min(1),
        detail: z.record(z.string(), z.unknown()),
      }),
      answer: async ({ body }) => ok(await queues.putEvent(body)),
    }),
    {
      key: 'GET /events',
      summary: 'Events that were put, the newest first: which rules took each, or why none did',
      query: { unmatched: 'true: those that no rule took' },
      answer: ({ query }) => {
        const spans = recorder
          .list()
          .flatMap((trace) => trace.spans)
          .filter(({ attributes }) => attributes['eventbridge.event_id'] !== undefined)
          .filter(({ error }) => query.get('unmatched') !== 'true' || error !== undefined);
        const events = spans.map(({ traceId, startMs, attributes }) => ({
          traceId,
          time: new Date(startMs).toISOString(),
          id: attributes['eventbridge.event_id'],
          bus: attributes['eventbridge.bus'],
          detailType: attributes['eventbridge.detail_type'],
          rules: attributes['eventbridge.rules'],
          nearRules: attributes['eventbridge.near_rules'] ?? [],
          event: attributes['eventbridge.event'],
        }));
        return ok({ events });
      },
    },
  ];
};
