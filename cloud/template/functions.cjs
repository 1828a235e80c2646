// What serverless.yml takes from functions/*/function.yml and computes from the parameters.
// The Serverless Framework (osls) runs `.cjs` files only as code; Node 24 lets this one load TypeScript.
const { readFunctions } = require('../../tools/functions.ts');
const { deriveTemplate, manyConnections } = require('./derived/deriveTemplate.ts');
const { trafficAlarm } = require('./derived/metrics.ts');
const { resolveSchedule, scheduleVariable } = require('./derived/schedule.ts');

module.exports = async ({ resolveVariable }) => {
  const declared = readFunctions();
  const values = new Map();
  for (const variable of declared.map(scheduleVariable).filter(Boolean)) {
    values.set(variable, await resolveVariable(variable));
  }
  const scheduled = declared.map((lambda) => resolveSchedule(lambda, (variable) => values.get(variable)));
  const derived = deriveTemplate(scheduled, await resolveVariable('param:authorization'));
  const traffic = trafficAlarm(await resolveVariable('param:minRequestsPerDay'));
  return {
    ...derived,
    resources: { ...derived.resources, Resources: { ...derived.resources.Resources, ...traffic } },
    alarmTopic: (await resolveVariable('param:alarmTopicArn')) || { Ref: 'AlarmTopic' },
    manyConnections: manyConnections(Number(await resolveVariable('param:maxAcu'))),
  };
};
