// The package's public parts: the emulator, and a private MySQL or MariaDB to stand behind it.
export type { EmulatorClock } from './clock.ts';
export type { DatabaseSecret } from './database/readAccounts.ts';
export { type FaultName, type FaultRule, Faults } from './faults/faults.ts';
export { createDoor, type Door, type DoorOptions, findRefusal } from './http/door.ts';
export { toOriginForm } from './http/originForm.ts';
export { findMysqlBinary, type MysqlBinary } from './mysql/findMysqlBinary.ts';
export { freePort, isFree } from './mysql/ports.ts';
export { type MysqlServer, type StartMysqldOptions, startMysqld } from './mysql/startMysqld.ts';
export { type Tethered, tether } from './mysql/tether.ts';
export { type DataApi, type DataApiOptions, startDataApi } from './startDataApi.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './startEmulator.ts';
export { StartError } from './startError.ts';
