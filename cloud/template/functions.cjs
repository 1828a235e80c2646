// What serverless.yml takes from functions/*/function.yml and computes from the parameters.
// The framework runs `.cjs` files only as code; Node 24 lets this one load TypeScript.
const { readFunctions } = require('../../tools/functions.ts');
const { manyConnections } = require('./derived/connections.ts');
const { deriveTemplate } = require('./derived/deriveTemplate.ts');
const { settleSchedule } = require('./derived/settleSchedule.ts');

module.exports = async ({ resolveVariable }) => {
  const declared = readFunctions().map((lambda) => settleSchedule(lambda, resolveVariable));
  return {
    ...deriveTemplate(await Promise.all(declared), await resolveVariable('param:authorization')),
    manyConnections: manyConnections(Number(await resolveVariable('param:maxAcu'))),
  };
};
