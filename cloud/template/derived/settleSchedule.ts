// Which schedule a function has in one deployment, by the parameters.
import type { FunctionDeclaration } from '#tools/functions.ts';

/** An expression that schedules nothing. */
const off = 'off';

/** The variable of the Serverless Framework (osls) that a schedule's expression is, such as `param:exportSchedule`. */
export const scheduleVariable = ({ schedule }: FunctionDeclaration): string | undefined =>
  /^\$\{(.+)\}$/.exec(schedule?.expression ?? '')?.[1];

/** `readValue` gives the value of a variable. A function that is not scheduled has no schedule. */
export const settleSchedule = (
  declared: FunctionDeclaration,
  readValue: (variable: string) => unknown,
): FunctionDeclaration => {
  const { schedule, ...others } = declared;
  if (!schedule) return declared;
  const variable = scheduleVariable(declared);
  const expression = variable === undefined ? schedule.expression : String(readValue(variable));
  return expression === off ? others : { ...others, schedule: { ...schedule, expression } };
};
