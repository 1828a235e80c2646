#!/usr/bin/env node
// The command line `data-api-emulator`: starts an emulator, or switches a running one's faults.
import { faultsCommand } from './commands/faultsCommand.ts';
import { startCommand } from './commands/startCommand.ts';

const [first, ...others] = process.argv.slice(2);
await (first === 'faults' ? faultsCommand(others) : startCommand(process.argv.slice(2)));
