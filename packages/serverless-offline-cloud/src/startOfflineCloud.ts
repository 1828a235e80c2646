// Serves a service: its HTTP API, its functions and what invokes them.
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { freePort } from 'data-api-emulator/local-server';
import { accountId } from './account.ts';
import type { ApiGatewayOptions } from './apigateway/apiGateway.ts';
import { LocalConsole } from './console/localConsole.ts';
import { type InvokeFunction, traceInvoke } from './console/record/traceInvoke.ts';
import type { RecordSpan } from './console/record/tracer.ts';
import { startMappings } from './lambda/eventSource/startMappings.ts';
import { Functions } from './lambda/functions.ts';
import { watchSources } from './lambda/watchSources.ts';
import { type LocalService, type ReadOptions, readService } from './readService.ts';
import { startSchedules } from './scheduler/startSchedules.ts';
import { startSecrets } from './secretsmanager/startSecrets.ts';
import { createEventClients } from './server/awsClients.ts';
import { type Part, Parts } from './server/part.ts';
import { startEventCloud } from './server/startEventCloud.ts';
import { startGateway } from './server/startGateway.ts';
import type { Service } from './service.ts';

export type OfflineCloudOptions = Pick<
  ReadOptions,
  'servicePath' | 'handlers' | 'references' | 'schedules'
> & {
  host: string;
  httpPort: number;
  lambdaPort: number;
  /** Of SQS, EventBridge and S3; any free one when it is taken. */
  eventsPort: number;
  region: string;
  /** Names besides localhost by which clients may call the HTTP API and Lambda. */
  allowedHosts: readonly string[];
  /** Folders whose change makes loaded functions stale. */
  watch: readonly string[];
  /** URLs of modules that each environment loads before its function's own. */
  imports: readonly string[];
  /** Of each function; one event is in work in each. */
  maxEnvironments: number;
  useInProcess: boolean;
  /** URLs of services that run already. */
  endpoints: { events?: string | undefined; secrets?: string | undefined; dataApi?: string | undefined };
  answerPage?: ApiGatewayOptions['answerPage'];
  /** Invokes functions for queues, in place of their source. */
  invokeQueued?: InvokeFunction | undefined;
  /** Called when a watched file has changed. */
  onChange?(): void;
  log(line: string): void;
};

export type OfflineCloud = Part & { eventsUrl: string; notes: string[] };

/** A caller is told little of a failure; the developer sees its stack. */
const printFailures =
  (invoke: InvokeFunction, log: (line: string) => void): InvokeFunction =>
  (functionKey, event, options) =>
    invoke(functionKey, event, options).catch((error: Error) => {
      log(`${functionKey}: ${error.stack}`);
      throw error;
    });

/** What functions find in their environment locally; the SDK signs every request, so it needs keys. */
const endpointsFor = (
  eventsUrl: string,
  secretsUrl: string,
  { lambdaPort, endpoints }: OfflineCloudOptions,
) => ({
  AWS_ENDPOINT_URL: eventsUrl,
  AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${lambdaPort}`,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsUrl,
  ...(endpoints.dataApi && { AWS_ENDPOINT_URL_RDS_DATA: endpoints.dataApi }),
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

const startEvents = async (
  parts: Parts,
  onSpan: RecordSpan,
  { endpoints, eventsPort, region }: OfflineCloudOptions,
): Promise<string> => {
  if (endpoints.events) return endpoints.events;
  const port = await freePort(eventsPort);
  return (await parts.add(await startEventCloud({ port, region, onSpan }))).url;
};

/** Rejects with what does not start, with nothing left running. */
export const startOfflineCloud = async (
  service: Service,
  options: OfflineCloudOptions,
): Promise<OfflineCloud> => {
  const parts = new Parts();
  try {
    const localConsole = new LocalConsole(process.env.OTEL_EXPORTER_OTLP_ENDPOINT);
    const eventsUrl = await startEvents(parts, localConsole.record, options);
    const local = readService(service, { ...options, eventsUrl });
    const { secrets } = local;
    const secretsUrl = options.endpoints.secrets ?? (await parts.add(await startSecrets({ secrets }))).url;
    await serve(parts, local, eventsUrl, endpointsFor(eventsUrl, secretsUrl, options), localConsole, options);
    return { eventsUrl, notes: local.notes, stop: () => parts.stop() };
  } catch (error) {
    await parts.stop();
    throw error;
  }
};

const createFunctions = (
  { sources }: LocalService,
  endpoints: Record<string, string>,
  options: OfflineCloudOptions,
): Functions => {
  const withEndpoints = Object.entries(sources).map(
    ([key, source]) => [key, { ...source, environment: { ...endpoints, ...source.environment } }] as const,
  );
  return new Functions({ ...options, sources: Object.fromEntries(withEndpoints) });
};

const serve = async (
  parts: Parts,
  local: LocalService,
  eventsUrl: string,
  endpoints: Record<string, string>,
  localConsole: LocalConsole,
  options: OfflineCloudOptions,
): Promise<void> => {
  const { stack, sources, routes, cors } = local;
  const { log, onChange, invokeQueued, answerPage, region, watch, servicePath } = options;
  const functions = await parts.add(createFunctions(local, endpoints, options));
  const watched = watchSources(
    watch.map((folder) => join(servicePath, folder)),
    () => {
      onChange?.();
      functions.renew();
    },
  );
  await parts.add({ stop: async () => watched.stop() });
  const { tracer } = localConsole;
  const traced = (untraced: InvokeFunction) => traceInvoke(printFailures(untraced, log), tracer);
  const invoke = traced((key, event, how) => functions.invoke(key, event, how));
  const keys = new Map(Object.entries(sources).map(([key, { name }]) => [name, key]));
  const gateway = await startGateway({
    ...options,
    api: { routes, cors, invoke, ...(answerPage && { answerPage }) },
    answerConsole: localConsole.serve({
      invoke,
      stack,
      routes,
      functions: Object.keys(sources),
      events: { url: eventsUrl, clients: createEventClients({ url: eventsUrl, region }) },
      dataApiUrl: options.endpoints.dataApi,
    }),
    tracer,
    lambda: {
      has: (name) => keys.has(name),
      invoke: (name, event, how) => invoke(keys.get(name) as string, event, how),
    },
  });
  await parts.add(gateway);
  const queued = invokeQueued ? traced(invokeQueued) : invoke;
  await parts.add(await startMappings(stack, { url: eventsUrl, region, invoke: queued, tracer, log }));
  const { sqs } = createEventClients({ url: eventsUrl, region });
  const send = (queue: string, MessageBody: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl: `${eventsUrl}/${accountId}/${queue}`, MessageBody }));
  await parts.add(startSchedules({ schedules: stack.schedules ?? [], region, send, log }));
};
