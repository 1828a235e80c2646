// `npm run faults`: makes the Data API of the running `npm start` fail.
import { faultsCommand } from 'data-api-emulator';
import { findRunning } from '#local/running.ts';

const running = await findRunning();
await faultsCommand(process.argv.slice(2), {
  name: 'npm run faults --',
  ...(running && { url: running.dataApiUrl }),
});
