// The console of a local cloud that runs: what it records, what it reads, what it serves.
import type { EventClients } from '../server/awsClients.ts';
import type { AnswerRequest } from '../server/startServer.ts';
import type { EventStack } from '../stack/eventStack.ts';
import { createFaultOperations } from './api/faultOperations.ts';
import { createFunctionOperations, type StackView } from './api/functionOperations.ts';
import { createQueueOperations } from './api/queueOperations.ts';
import { createTraceOperations } from './api/traceOperations.ts';
import { createConsole } from './console.ts';
import { readPage } from './page/readPage.ts';
import { createConsoleDatabase } from './ports/consoleDatabase.ts';
import { createConsoleQueues } from './ports/consoleQueues.ts';
import { SpanExporter } from './record/spanExporter.ts';
import type { InvokeTraced } from './record/traceInvoke.ts';
import { type RecordSpan, Tracer } from './record/tracer.ts';
import { TraceRecorder } from './trace/traceRecorder.ts';

export type ConsoleServices = {
  invoke: InvokeTraced;
  stack: EventStack;
  /** Routes by function. */
  routes: readonly { key: string; functionKey: string }[];
  functions: readonly string[];
  /** The event cloud, where there is one. */
  events?: { url: string; clients: EventClients } | undefined;
  /** The Data API's emulator, where there is one. */
  dataApiUrl?: string | undefined;
};

const toStackView = ({ stack, routes, functions }: ConsoleServices): StackView => ({
  functions: functions.map((name) => {
    const queue = stack.mappings.find(({ functionKey }) => functionKey === name)?.queue;
    const own = routes.filter(({ functionKey }) => functionKey === name).map(({ key }) => key);
    return { name, routes: own, ...(queue && { queue }) };
  }),
  queues: stack.queues.map(({ name, deadLetters }) => ({
    name,
    ...(deadLetters && { deadLetters: deadLetters.name }),
  })),
  rules: stack.rules,
  buckets: stack.buckets,
});

export class LocalConsole {
  readonly tracer: Tracer;
  /** Takes spans of others, as of the event cloud. */
  readonly record: RecordSpan;
  readonly #recorder = new TraceRecorder();

  /** `exportTo` is where spans are sent on to, by OTLP over HTTP. */
  constructor(exportTo?: string) {
    const exporter = exportTo === undefined ? undefined : new SpanExporter({ endpoint: exportTo });
    this.record = (span) => {
      this.#recorder.record(span);
      if (span.endMs !== undefined) exporter?.export(span);
    };
    this.tracer = new Tracer(this.record);
  }

  /** Returns the function that answers requests below /_console. */
  serve(services: ConsoleServices): AnswerRequest {
    const { stack, events, dataApiUrl, invoke } = services;
    return createConsole({
      operations: [
        ...createTraceOperations(this.#recorder),
        ...createFunctionOperations(toStackView(services), invoke),
        ...(events ? createQueueOperations(createConsoleQueues({ ...events, stack }), this.#recorder) : []),
        ...(dataApiUrl ? createFaultOperations(createConsoleDatabase(dataApiUrl)) : []),
      ],
      readPage,
    });
  }
}
