// `npm run trace [-- <id>]`: one request from its caller to the row and through the queue.
import { describeTrace, formatMs } from '#offline-cloud/console/trace/describeTrace.ts';
import type { Span } from '#offline-cloud/console/trace/span.ts';
import type { TraceSummary } from '#offline-cloud/console/trace/summarizeTrace.ts';
import { log, runCommand } from '#tools/command.ts';
import { askConsole, askConsoleJson } from './consoleApi.ts';

const command = {
  name: 'npm run trace',
  description: `Shows what a request of the running npm start did, as a waterfall in 80 columns: function, calls of the Data
    API with their SQL, queues, injected faults, errors and log lines. It prints what the request held, people's data too.

    The id is that of an answer (x-request-id, or requestId of a problem), of a log line, a message, an event or a trace.
    Without one it lists the newest traces.`,
  arguments: { id: { isOptional: true, description: 'the id of a request, a message, an event or a trace' } },
  options: {
    filter: {
      placeholder: 'terms',
      default: '',
      description: 'lists those that fit: "status:5xx route:/search is:error since:5m queue:sync"',
    },
    limit: { type: 'number', min: 1, default: 20, description: 'lists so many at most' },
    otlp: { type: 'boolean', description: 'prints OTLP JSON, which other viewers import' },
  },
  examples: ['npm run trace -- --filter is:error', 'npm run trace -- 87d32a5b-f6a5-4f1d-b1cc-d9f9177b366b'],
} as const;

const describeSummary = ({ startMs, name, status, isError, durationMs, requestId, traceId }: TraceSummary) =>
  [
    new Date(startMs).toISOString().slice(11, 23),
    isError ? '✗' : ' ',
    String(status ?? '').padEnd(3),
    formatMs(durationMs).padStart(9),
    name,
    requestId ?? traceId,
  ].join('  ');

type Found = { summary: TraceSummary; spans: Span[]; senders: TraceSummary[] };

const show = async (id: string): Promise<void> => {
  const { summary, spans, senders } = await askConsoleJson<Found>(`/traces/${encodeURIComponent(id)}`);
  for (const line of describeTrace({ traceId: summary.traceId, spans }, Date.now())) log(line);
  if (senders.length > 0) log('\nMessages of:');
  for (const other of senders) log(describeSummary(other));
};

await runCommand(command, async ({ id, filter, limit, otlp }) => {
  const query = new URLSearchParams({
    filter,
    limit: String(limit),
    ...(id !== undefined && { request: id }),
  });
  if (otlp) return log(await (await askConsole(`/v1/traces?${query}`)).text());
  if (id !== undefined) return show(id);
  const { traces } = await askConsoleJson<{ traces: TraceSummary[] }>(`/traces?${query}`);
  for (const summary of traces.reverse()) log(describeSummary(summary));
});
