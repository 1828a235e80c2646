// A process that polls the queue and invokes the function over HTTP.
import { startMappings } from '#offline-cloud/lambda/eventSource/startMappings.ts';
import { createStack } from './createStack.ts';

const { EVENTS_URL = '', FUNCTION_URL = '', STACK = '' } = process.env;

await startMappings(createStack(JSON.parse(STACK)), {
  url: EVENTS_URL,
  log: () => {},
  retryDelayS: 1,
  invoke: async (_function, event) => {
    const response = await fetch(FUNCTION_URL, { method: 'POST', body: JSON.stringify(event) });
    if (!response.ok) throw new Error('The function failed.');
    return response.text();
  },
});
