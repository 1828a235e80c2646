// What serverless.yml takes from functions/*/function.yml and computes from the parameters.
// The framework runs `.cjs` files only as code; Node 24 lets this one load TypeScript.
const { readFunctions } = require('../../tools/functions.ts');
const { manyConnections } = require('./derived/connections.ts');
const { deriveTemplate } = require('./derived/deriveTemplate.ts');
const { settleSchedule } = require('./derived/settleSchedule.ts');
const { trafficAlarm } = require('./derived/trafficAlarm.ts');

module.exports = async ({ resolveVariable }) => {
  const declared = readFunctions().map((lambda) => settleSchedule(lambda, resolveVariable));
  const derived = deriveTemplate(await Promise.all(declared), await resolveVariable('param:authorization'));
  const traffic = trafficAlarm(await resolveVariable('param:minRequestsPerDay'));
  return {
    ...derived,
    resources: { ...derived.resources, Resources: { ...derived.resources.Resources, ...traffic } },
    alarmTopic: (await resolveVariable('param:alarmTopicArn')) || { Ref: 'AlarmTopic' },
    manyConnections: manyConnections(Number(await resolveVariable('param:maxAcu'))),
  };
};
