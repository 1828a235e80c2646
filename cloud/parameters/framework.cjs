// The parameters of the stage that is packaged, for serverless.yml.
// The framework runs `.cjs` files only as code.
const { env } = process;

module.exports = async ({ options }) => {
  const { readStage } = await import('./readStage.ts');
  return readStage(options.stage ?? 'dev', options.region ?? env.AWS_REGION ?? 'eu-central-1');
};
