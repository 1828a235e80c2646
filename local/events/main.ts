// The local event cloud as a process of its own, for docker-compose.local.yml.
import { freePort } from 'data-api-emulator';
import { log, readNumber, runCommand } from '#tools/command.ts';
import { localRegion } from './clients.ts';
import { startEventCloud } from './startEventCloud.ts';

const manual = `node local/events/main.ts [--host <address>] [--port <port>] [--allow-host <name>]

Serves SQS, SNS, EventBridge and S3 in memory until it is ended.

  --host        the address to listen on                                                        (default 127.0.0.1)
  --port                                                                                        (default any free one)
  --allow-host  a name, repeatable, that requests may be addressed to beside localhost
`;

await runCommand(
  {
    manual,
    flags: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      'allow-host': { type: 'string', multiple: true, default: [] },
    },
  },
  async ({ host, port, 'allow-host': allowedHosts }) => {
    const { url } = await startEventCloud({
      host,
      port: port === undefined ? await freePort() : readNumber('port', port, { max: 65_535 }),
      region: localRegion,
      allowedHosts,
    });
    log(`Events    ${url}`);
  },
);
