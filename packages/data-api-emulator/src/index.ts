// The package's public parts: the emulator, and a private MySQL or MariaDB to stand behind it.
export type { EmulatorClock } from './clock.ts';
export { faultsCommand } from './commands/faultsCommand.ts';
export { startCommand } from './commands/startCommand.ts';
export type { DatabaseSecret } from './database/readAccounts.ts';
export { type FaultName, type FaultRule, Faults } from './faults/faults.ts';
export type { CompletedCall } from './http/completedCall.ts';
export * from './localServer.ts';
export { findMysqlBinary, type MysqlBinary } from './mysql/findMysqlBinary.ts';
export { type MysqlServer, type StartMysqldOptions, startMysqld } from './mysql/startMysqld.ts';
export { type DataApi, type DataApiOptions, startDataApi } from './startDataApi.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './startEmulator.ts';
export { StartError } from './startError.ts';
