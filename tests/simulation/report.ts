// What a run of many seeds adds up to.
import type { SimulationResult } from './simulate.ts';

const dayMs = 24 * 3_600_000;

export class SimulationReport {
  readonly failed: number[] = [];
  seeds = 0;
  calls = 0;
  faults = 0;
  kills = 0;
  steps = 0;
  simulatedMs = 0;

  add({ seed, problems, calls, faults, kills, steps, simulatedMs }: SimulationResult): void {
    this.seeds += 1;
    this.calls += calls;
    this.faults += faults;
    this.kills += kills;
    this.steps += steps;
    this.simulatedMs += simulatedMs;
    if (problems.length > 0) this.failed.push(seed);
  }
}

export const emptyReport = (): SimulationReport => new SimulationReport();

export const describeReport = (report: SimulationReport, cpuS = process.cpuUsage().user / 1e6): string => {
  const { seeds, failed, calls, faults, kills, steps, simulatedMs } = report;
  return [
    `${seeds} seeds, ${failed.length} failed${failed.length > 0 ? `: ${failed.slice(0, 20).join(', ')}` : ''}`,
    `${calls} port calls, ${faults} faults, ${kills} kills, ${steps} steps, ${(simulatedMs / dayMs).toFixed(1)} simulated days`,
    `${Math.round(calls / cpuS)} port calls per CPU-second, ${cpuS.toFixed(1)} CPU-seconds`,
  ].join('\n');
};
