// The parts of a server on a local port: who may call it, free ports, and child processes.

export { toOriginForm } from './http/originForm.ts';
export { checkOrigin, createOriginRule, type OriginRule, type OriginRuleOptions } from './http/originRule.ts';
export { freePort, isFree } from './mysql/ports.ts';
export { type Tethered, tether } from './mysql/tether.ts';
