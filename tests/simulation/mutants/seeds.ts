// `node seeds.ts <count>`: simulates seeds until one fails, and prints which and why.
import { createDatabaseModel } from '../database/execute.ts';
import { simulate } from '../simulate.ts';

const model = await createDatabaseModel();
const count = Number(process.argv[2]);

const findProblem = async (seed: number): Promise<string | undefined> => {
  try {
    return (await simulate({ seed, model })).problems[0];
  } catch (error) {
    return String(error);
  }
};

const tell = (seed: number, problem: string): never => {
  process.stdout.write(JSON.stringify({ seed, problem }));
  process.exit();
};

for (let seed = 1; seed <= count; seed += 1) {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => tell(seed, String(error)));
  const problem = await findProblem(seed);
  if (problem !== undefined) tell(seed, problem);
}
