// What each side of a stage's decisions costs, as cloud/parameters/decisionCosts.json has it.
import { assume, hoursPerMonth, monthlyCost, pausedShare, totalCost, type Usage } from './costModel.ts';

const cents = (dollars = 0): number => Number(dollars.toFixed(2));
const capacity = (given: Partial<Usage>): number => cents(monthlyCost(assume(given))['Aurora capacity']);
const loop = (requestsPerS: number): number =>
  Math.round(totalCost(assume({ requestsPerMonth: requestsPerS * hoursPerMonth * 3_600 })));

const requestsPerMonth = 10_000;

/** Sums in US dollars a month. */
export const decisionCosts = () => ({
  requestsPerMonth,
  pausedPercent: Math.round(100 * pausedShare(assume({ requestsPerMonth }))),
  pausingCapacity: capacity({ requestsPerMonth }),
  awakeCapacity: capacity({ minAcu: 0.5 }),
  alarms: cents(monthlyCost(assume({})).Alarms),
  loopAt5PerS: loop(5),
  loopAt50PerS: loop(50),
});
