// The parameters of the stage that is packaged, for serverless.yml.
// The framework runs `.cjs` files only as code.
const { env } = process;
// Not import(): functions.cjs requires some of the same modules meanwhile, and Node refuses to mix the two.
const { readStageToDeploy } = require('./readStage.ts');

module.exports = async ({ options }) => {
  const region = options.region ?? env.AWS_REGION ?? 'eu-central-1';
  const decided = [options.param ?? []].flat().map((parameter) => parameter.split('=')[0]);
  return readStageToDeploy(options.stage ?? 'dev', region, decided);
};
