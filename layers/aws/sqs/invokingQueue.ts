// The port to the queue whose messages invoke a function.
import type { CallContext } from '#layers/aws/dataApi/database.ts';

/** How a message was received, by which it can be postponed. */
export type Receipt = {
  handle: string;
  /** How often the message was received, this time too. */
  receives: number;
};

/** Both methods reject when the queue may not have done it by the call's deadline. */
export interface InvokingQueue {
  /** Sends a message of at most 1 MiB. */
  send(body: string, call: CallContext): Promise<void>;
  /**
   * Makes a received message that is not deleted come again after so many seconds, at most 43,200, instead of after the
   * queue's visibility timeout.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
   */
  postpone(receipt: Receipt, delayS: number, call: CallContext): Promise<void>;
}
