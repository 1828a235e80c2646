// The build's levers on cold start, each of which the bench can leave out to show its worth.

/** `codeCache`: the functions that a request uses need no compilation. */
export type Lever = 'codeCache';
