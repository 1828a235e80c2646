// The ports of the functions' images under docker-compose.local.yml, which web pages cannot use.
import { createOriginRule } from 'data-api-emulator';
import { maxPayloadBytes } from '#offline-cloud/lambda/lambdaApi.ts';
import { startServer } from '#offline-cloud/server/startServer.ts';
import { log, runCommand } from '#tools/command.ts';
import { readFunctions } from '#tools/functions.ts';
import { createForward } from './forward.ts';
import { imageUrl } from './invokeImage.ts';

const command = {
  name: 'node local/images/main.ts',
  description: `Listens on each function's localPort, on every address, and passes requests on to the runtime interface of
    its image at http://<service>:8080, until it is ended. Web pages are refused.`,
};

const host = '0.0.0.0';

await runCommand(command, async () => {
  for (const { name, image } of readFunctions()) {
    await startServer({
      host,
      port: image.localPort,
      door: createOriginRule({ listensOn: host }),
      maxBodyBytes: maxPayloadBytes,
      answer: createForward(imageUrl(name)),
    });
    log(`${name.padEnd(20)} port ${image.localPort}`);
  }
});
