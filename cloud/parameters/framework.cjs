// The parameters of the stage that is packaged, for serverless.yml.
// The framework runs `.cjs` files only as code.
const { env } = process;

module.exports = async ({ options }) => {
  const { readStageToDeploy } = await import('./readStage.ts');
  const region = options.region ?? env.AWS_REGION ?? 'eu-central-1';
  const decided = [options.param ?? []].flat().map((parameter) => parameter.split('=')[0]);
  return readStageToDeploy(options.stage ?? 'dev', region, decided);
};
