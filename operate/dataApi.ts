// `npm run data-api`: the command line of data-api-emulator.
import { startCommand } from 'data-api-emulator';

await startCommand(process.argv.slice(2), { name: 'npm run data-api --' });
