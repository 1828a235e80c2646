// The filter of traces: typed, completed, or clicked together.
import { useEffect, useRef, useState } from 'preact/hooks';
import { filterKeys, filterStates } from '../trace/filterTerms.ts';
import type { TraceSummary } from '../trace/summarizeTrace.ts';
import { useKeys } from './keyboard.ts';

const presets = ['is:error', 'is:fault', 'status:5xx', 'is:dead', 'is:unmatched', 'since:5m'];

const distinct = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values)].filter((value) => value !== undefined);

/** Values that the shown traces have. */
const suggest = (traces: readonly TraceSummary[]): string[] => {
  const of = (key: string, values: readonly (string | undefined)[]) =>
    distinct(values).map((value) => `${key}:${value}`);
  return [
    ...filterStates.map((state) => `is:${state}`),
    ...of(
      'status',
      traces.map(({ status }) => status?.toString()),
    ),
    ...of(
      'route',
      traces.map(({ route }) => route?.split(' ').at(-1)),
    ),
    ...of(
      'function',
      traces.flatMap(({ functions }) => functions),
    ),
    ...of(
      'queue',
      traces.flatMap(({ queues }) => queues),
    ),
    ...of(
      'fault',
      traces.flatMap(({ faults }) => faults),
    ),
    ...of(
      'trigger',
      traces.map(({ trigger }) => trigger),
    ),
    ...filterKeys.map((key) => `${key}:`),
  ];
};

const terms = (filter: string): string[] => filter.match(/-?(?:\w+:)?(?:"[^"]*"|\S+)/g) ?? [];

/** Puts a term in, or takes it out. */
export const toggleTerm = (filter: string, term: string): string =>
  (terms(filter).includes(term)
    ? terms(filter).filter((one) => one !== term)
    : [...terms(filter), term]
  ).join(' ');

type FilterBarProps = {
  filter: string;
  error: string | undefined;
  traces: readonly TraceSummary[];
  onChange(filter: string): void;
};

export const FilterBar = ({ filter, error, traces, onChange }: FilterBarProps) => {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter);
  useEffect(() => setText(filter), [filter]);
  useKeys((key, event) => {
    if (key !== '/') return;
    event.preventDefault();
    input.current?.focus();
  });
  const [, before = '', word = ''] = /^(.*?)(\S*)$/s.exec(text) ?? [];
  return (
    <div class="filter">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChange(text.trim());
          input.current?.blur();
        }}
      >
        <input
          ref={input}
          type="search"
          list="filter-terms"
          placeholder="status:5xx route:/search is:error since:5m"
          aria-label="Filter"
          value={text}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            if (currentTarget.value === '') onChange('');
          }}
        />
        <datalist id="filter-terms">
          {distinct(suggest(traces))
            .filter((term) => word === '' || term.startsWith(word))
            .slice(0, 30)
            .map((term) => (
              <option value={before + term} />
            ))}
        </datalist>
      </form>
      <div class="presets">
        {distinct([...presets, ...terms(filter)]).map((term) => (
          <button
            type="button"
            aria-pressed={terms(filter).includes(term)}
            onClick={() => onChange(toggleTerm(filter, term))}
          >
            {term}
          </button>
        ))}
      </div>
      {error && <p class="notice error">{error}</p>}
    </div>
  );
};
