import { expect, test } from '@jest/globals';
import { parseNotificationConfiguration } from './notificationConfiguration.ts';

const parse = (xml: string) =>
  parseNotificationConfiguration(`<NotificationConfiguration>${xml}</NotificationConfiguration>`);

test('a configuration has its events and the rules of its filter', () => {
  const filter =
    '<Filter><S3Key><FilterRule><Name>Prefix</Name><Value>a&amp;b/</Value></FilterRule>' +
    '<FilterRule><Name>suffix</Name><Value>.csv</Value></FilterRule></S3Key></Filter>';
  const events = '<Event>s3:ObjectCreated:Put</Event><Event>s3:ObjectCreated:Copy</Event>';
  expect(
    parse(`<QueueConfiguration><Id>one</Id><Queue>arn</Queue>${events}${filter}</QueueConfiguration>`),
  ).toEqual([
    {
      id: 'one',
      queueArn: 'arn',
      events: ['s3:ObjectCreated:Put', 's3:ObjectCreated:Copy'],
      prefix: 'a&b/',
      suffix: '.csv',
    },
  ]);
});

test('a configuration without a filter is about every object, and gets an id', () => {
  const configuration =
    '<QueueConfiguration><Queue>arn</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>';
  expect(parse(configuration + configuration)).toMatchObject([
    { id: 'configuration-0', prefix: '', suffix: '' },
    { id: 'configuration-1' },
  ]);
});

test('no configuration tells nobody', () => {
  expect(parse('')).toEqual([]);
});
