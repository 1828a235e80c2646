// What a move task must know of queues.
import { AwsError } from '../server/awsError.ts';
import { type CallSqs, queueUrl } from './queues.ts';

export const unsupported = (message: string) =>
  new AwsError(400, 'AWS.SimpleQueueService.UnsupportedOperation', message);

/** Both throw AwsError. */
export const lookAtQueues = (call: CallSqs) => {
  const attributesOf = async (url: string): Promise<Record<string, string>> => {
    const { Attributes } = await call('GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] });
    return Attributes as Record<string, string>;
  };

  const countOf = async (queueArn: string): Promise<number> => {
    try {
      return Number((await attributesOf(queueUrl(queueArn))).ApproximateNumberOfMessages);
    } catch {
      throw new AwsError(404, 'ResourceNotFoundException', `The queue ${queueArn} does not exist.`);
    }
  };

  /** The queue whose dead letters go to `deadLetterArn`. AWS also remembers where each message came from. */
  const findSource = async (deadLetterArn: string): Promise<string> => {
    const { QueueUrls = [] } = await call('ListQueues', {});
    const queues = await Promise.all((QueueUrls as string[]).map(attributesOf));
    const sources = queues.filter(
      ({ RedrivePolicy = '{}' }) => JSON.parse(RedrivePolicy).deadLetterTargetArn === deadLetterArn,
    );
    const [source] = sources;
    if (!source?.QueueArn) throw unsupported(`${deadLetterArn} is no dead-letter queue.`);
    if (sources.length > 1) throw unsupported(`Several queues have ${deadLetterArn}: name a DestinationArn.`);
    return source.QueueArn;
  };

  return { countOf, findSource };
};
