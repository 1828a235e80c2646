// What serverless.yml takes from functions/*/function.yml.
// The framework runs `.cjs` files only as code; Node 24 lets this one load TypeScript.
const { readFunctions } = require('../../tools/functions.ts');
const { deriveTemplate } = require('./derived/deriveTemplate.ts');

module.exports = async ({ resolveVariable }) =>
  deriveTemplate(readFunctions(), await resolveVariable('param:authorization'));
