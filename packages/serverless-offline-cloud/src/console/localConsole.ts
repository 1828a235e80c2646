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
import { type InvokeFunction, type InvokeTraced, traceInvoke } from './record/traceInvoke.ts';
import { Tracer } from './record/tracer.ts';
import type { Span } from './trace/span.ts';
import { TraceRecorder } from './trace/traceRecorder.ts';

export type LocalConsoleOptions = {
  invoke: InvokeFunction;
  /** Where spans are sent on to, by OTLP over HTTP. */
  exportTo?: string | undefined;
};

export type ConsoleServices = {
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
  /** Its invocations are told of. */
  readonly invoke: InvokeTraced;
  readonly #recorder = new TraceRecorder();

  constructor({ invoke, exportTo }: LocalConsoleOptions) {
    const exporter = exportTo === undefined ? undefined : new SpanExporter({ endpoint: exportTo });
    const record = (span: Span): void => {
      this.#recorder.record(span);
      if (span.endMs !== undefined) exporter?.export(span);
    };
    this.tracer = new Tracer(record);
    this.invoke = traceInvoke(invoke, this.tracer);
  }

  /** Returns the function that answers requests below /_console. */
  serve(services: ConsoleServices): AnswerRequest {
    const { stack, events, dataApiUrl } = services;
    return createConsole({
      operations: [
        ...createTraceOperations(this.#recorder),
        ...createFunctionOperations(toStackView(services), this.invoke),
        ...(events ? createQueueOperations(createConsoleQueues({ ...events, stack }), this.#recorder) : []),
        ...(dataApiUrl ? createFaultOperations(createConsoleDatabase(dataApiUrl)) : []),
      ],
      readPage,
    });
  }
}
