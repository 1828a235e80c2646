// Jest transformer: Node's own type stripping, so tests run the very text that Node and Lambda run.
import { stripTypeScriptTypes } from 'node:module';

export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
