// A fault at one call of several ports, counted over all of them.

export type FaultAtCall = {
  /** Returns a port whose calls count, and of which one fails with `error`. */
  wrap<Port extends object>(port: Port, error: Error): Port;
  /** How many calls there were. */
  calls(): number;
};

/** `isAfter`: the call is done, and its answer gets lost. Calls are counted from 1. */
export const createFaultAtCall = (failing: number, isAfter: boolean): FaultAtCall => {
  let calls = 0;
  const count = async (work: () => unknown, error: Error): Promise<unknown> => {
    calls += 1;
    if (calls !== failing) return work();
    if (isAfter) await work();
    throw error;
  };
  return {
    calls: () => calls,
    wrap: (port, error) =>
      new Proxy(port, {
        get(target, name) {
          const member = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return (...args: unknown[]) => count(() => Reflect.apply(member, target, args), error);
        },
      }),
  };
};

/** Runs `attempt` with a fault at each call in turn, before it and after it, until there is no such call. Returns how many. */
export const atEachCall = async (attempt: (fault: FaultAtCall) => Promise<void>): Promise<number> => {
  for (let failing = 1; ; failing += 1) {
    for (const isAfter of [false, true]) {
      const fault = createFaultAtCall(failing, isAfter);
      await attempt(fault);
      if (fault.calls() < failing) return failing - 1;
    }
  }
};
