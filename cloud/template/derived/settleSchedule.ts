// Which schedule a function has in one deployment, by the parameters.
import type { FunctionDeclaration } from '#tools/functions.ts';

/** An expression that schedules nothing. */
const off = 'off';

/** `resolve` gives the value of a variable, such as `param:exportSchedule`. A function that is not scheduled has none. */
export const settleSchedule = async (
  declared: FunctionDeclaration,
  resolve: (variable: string) => Promise<unknown>,
): Promise<FunctionDeclaration> => {
  const { schedule, ...others } = declared;
  if (!schedule) return declared;
  const [, variable] = /^\$\{(.+)\}$/.exec(schedule.expression) ?? [];
  const expression = variable === undefined ? schedule.expression : String(await resolve(variable));
  return expression === off ? others : { ...others, schedule: { ...schedule, expression } };
};
