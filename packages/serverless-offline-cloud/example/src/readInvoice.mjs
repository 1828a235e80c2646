export const handler = async ({ Records }) => {
  for (const { s3 } of Records) process.stdout.write(`New invoice: ${s3.object.key}\n`);
};
