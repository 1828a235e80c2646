// The XML of a bucket's notification configuration, as far as queues are told.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html

export type QueueConfiguration = {
  id: string;
  queueArn: string;
  /** `s3:ObjectCreated:*`, or `s3:ObjectCreated:Put` and its like. */
  events: string[];
  prefix: string;
  suffix: string;
};

const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' } as const;
const decode = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity as keyof typeof entities]);

/** The contents of the elements of one name, in their order; none lies within another of the same name. */
const contents = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, content = '']) => content);

const text = (xml: string, name: string): string => decode(contents(xml, name)[0] ?? '');

/** S3 gives a configuration without an id one of its own. */
export const parseNotificationConfiguration = (xml: string): QueueConfiguration[] =>
  contents(xml, 'QueueConfiguration').map((configuration, index) => {
    const rules = contents(configuration, 'FilterRule').map((rule) => [
      text(rule, 'Name').toLowerCase(),
      text(rule, 'Value'),
    ]);
    const filter = Object.fromEntries(rules) as { prefix?: string; suffix?: string };
    return {
      id: text(configuration, 'Id') || `configuration-${index}`,
      queueArn: text(configuration, 'Queue'),
      events: contents(configuration, 'Event').map(decode),
      prefix: filter.prefix ?? '',
      suffix: filter.suffix ?? '',
    };
  });
