// Jest setup: shorter property tests, since each mutant runs them again.
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 20 });
