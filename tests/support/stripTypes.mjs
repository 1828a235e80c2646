// Jest transformer: Node's own type stripping, so that tests run the text that Node and Lambda run.
import { stripTypeScriptTypes } from 'node:module';

export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
