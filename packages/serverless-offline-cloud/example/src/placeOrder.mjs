import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const events = new EventBridgeClient();

export const handler = async ({ body }) => {
  const entry = {
    Source: 'shop',
    DetailType: 'order.placed',
    Detail: body,
    EventBusName: process.env.BUS_NAME,
  };
  await events.send(new PutEventsCommand({ Entries: [entry] }));
  return { statusCode: 202, body };
};
