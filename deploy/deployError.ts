// A failure that its one sentence explains; shown without a stack. Thrown throughout deploy/.

export class DeployError extends Error {
  override readonly name = 'DeployError';
}
