// The local event cloud as a process of its own, for docker-compose.local.yml.

import { localRegion } from '#offline-cloud/account.ts';
import { startEventCloud } from '#offline-cloud/server/startEventCloud.ts';
import { runServer } from '../runServer.ts';

await runServer({
  program: 'local/events/main.ts',
  name: 'Events',
  purpose: 'Serves SQS, SNS, EventBridge and S3 in memory until it is ended.',
  start: (address) => startEventCloud({ ...address, region: localRegion }),
});
