// `npm run logs`: the lines that the functions of the running `npm start` printed.
import type { LogLine } from '#offline-cloud/console/api/traceOperations.ts';
import { log, runCommand } from '#tools/command.ts';
import { askConsoleJson, followConsole } from './consoleApi.ts';

const command = {
  name: 'npm run logs',
  description: `Prints the lines that the functions of the running npm start printed, each with its time and function. npm run
    trace says what the request of a line did.`,
  options: {
    follow: { type: 'boolean', description: 'goes on until Ctrl-C' },
    request: { placeholder: 'id', description: 'those of one request, message, event or trace' },
    filter: {
      placeholder: 'terms',
      default: '',
      description: 'those of traces that fit: "status:5xx is:error since:5m"',
    },
    json: {
      type: 'boolean',
      description: 'prints each line as a JSON object with time, function and request id',
    },
  },
  examples: ['npm run logs -- --follow --filter is:error'],
} as const;

const describe = ({ time, function: name, line }: LogLine): string =>
  `${time.slice(11, 23)}  ${name}  ${line}`;

await runCommand(command, async ({ follow, request, filter, json }) => {
  const print = (line: LogLine): void => log(json ? JSON.stringify(line) : describe(line));
  const query = new URLSearchParams({ filter, ...(request !== undefined && { request }) });
  if (follow) {
    await followConsole(`/logs?${query}&follow=true`, (line) => print(line as LogLine));
    return;
  }
  const { lines } = await askConsoleJson<{ lines: LogLine[] }>(`/logs?${query}`);
  lines.forEach(print);
});
