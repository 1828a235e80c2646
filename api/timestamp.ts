// Times as the contract has them, for commands that send them: RFC 3339.
export { parseTimestamp } from '#layers/base/timestamp.ts';
