// The parameters of the stage that is packaged, for serverless.yml.
// The Serverless Framework (osls) runs `.cjs` files only as code.
const { env } = process;
// Not import(): functions.cjs requires some of the same modules meanwhile, and Node refuses to mix the two.
const { readStageToDeploy } = require('./readStage.ts');

module.exports = async ({ options, resolveVariable }) => {
  // `npm run deploy` gives those that it has checked, whatever becomes of the stage's file meanwhile.
  if (env.STAGE_PARAMETERS) return JSON.parse(env.STAGE_PARAMETERS);
  const [stage, region] = [await resolveVariable('sls:stage'), await resolveVariable('self:provider.region')];
  const decided = [options.param ?? []].flat().map((parameter) => parameter.split('=')[0]);
  return readStageToDeploy(stage, region, decided);
};
