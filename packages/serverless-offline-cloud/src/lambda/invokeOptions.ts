// What goes with an event when a function is invoked, and who is told of its course.

export type InvokeOptions = {
  /** In the function's context; a new one by default. */
  requestId?: string;
  /**
   * `_X_AMZN_TRACE_ID` of this event; a new trace by default.
   * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
   */
  traceHeader?: string | undefined;
  /** Called when the event has an environment, which is started for it at a cold start. */
  onStart?(started: { requestId: string; isColdStart: boolean }): void;
  /** Called at the end with each line that the event printed. */
  onLine?(stream: 'stdout' | 'stderr', line: string): void;
};
