// The age of the oldest message of a queue that a function reads, without receiving it.
import type { SQSClient } from '@aws-sdk/client-sqs';
import { AwsClient } from 'aws4fetch';
import type { EventService } from '#offline-cloud/server/awsClients.ts';

/** What the local cloud tells of a queue's messages, which are those of fauxqs. */
type Inspection = {
  messages: Record<'ready' | 'delayed', Message[]> & { inflight: { message: Message }[] };
};
type Message = { sentTimestamp: number };

const askLocalCloud = async (url: string, name: string): Promise<number | undefined> => {
  const response = await fetch(`${url}/_fauxqs/queues/${name}`);
  const { messages } = (await response.json()) as Inspection;
  const { ready, delayed, inflight } = messages;
  const sent = [...ready, ...delayed, ...inflight.map(({ message }) => message)];
  return sent.length === 0
    ? undefined
    : Date.now() - Math.min(...sent.map(({ sentTimestamp }) => sentTimestamp));
};

const minuteMs = 60_000;

/** SQS publishes it every minute: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
const toQuery = (name: string, nowMs: number): URLSearchParams =>
  new URLSearchParams({
    Action: 'GetMetricStatistics',
    Version: '2010-08-01',
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateAgeOfOldestMessage',
    'Dimensions.member.1.Name': 'QueueName',
    'Dimensions.member.1.Value': name,
    'Statistics.member.1': 'Maximum',
    Period: '60',
    StartTime: new Date(nowMs - 5 * minuteMs).toISOString(),
    EndTime: new Date(nowMs).toISOString(),
  });

/** The newest value, in seconds. */
export const readMaximum = (xml: string): number | undefined => {
  const points = [...xml.matchAll(/<member>([\s\S]*?)<\/member>/g)].map(([, point = '']) => ({
    time: /<Timestamp>(.*?)<\/Timestamp>/.exec(point)?.[1] ?? '',
    maximum: Number(/<Maximum>(.*?)<\/Maximum>/.exec(point)?.[1]),
  }));
  return points.sort((one, other) => other.time.localeCompare(one.time))[0]?.maximum;
};

const askCloudWatch = async ({ config }: SQSClient, name: string): Promise<number | undefined> => {
  const [{ accessKeyId, secretAccessKey, sessionToken }, region] = await Promise.all([
    config.credentials(),
    config.region(),
  ]);
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  const client = new AwsClient({ ...keys, region, service: 'monitoring' });
  const body = toQuery(name, Date.now());
  const response = await client.fetch(`https://monitoring.${region}.amazonaws.com/`, {
    method: 'POST',
    body,
  });
  const seconds = response.ok ? readMaximum(await response.text()) : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
};

/** In milliseconds; undefined where there is none, and where CloudWatch may not be asked. */
export const findOldest = (
  service: EventService,
  sqs: SQSClient,
  name: string,
): Promise<number | undefined> => {
  const asked = 'url' in service ? askLocalCloud(service.url, name) : askCloudWatch(sqs, name);
  return asked.catch(() => undefined);
};
