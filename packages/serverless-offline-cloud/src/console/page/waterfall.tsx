// The spans of a trace as bars over time, each below what caused it.
import { useState } from 'preact/hooks';
import type { Span } from '../trace/span.ts';
import { type TreeRow, toSpanTree } from '../trace/spanTree.ts';
import { formatMs, inOneLine, prettify } from './format.ts';

const isWait = ({ name, service }: Span): boolean => service === 'sqs' && name.startsWith('wait in ');

/** What stands in the bar. */
const labelOf = (span: Span): string => {
  const { attributes, error } = span;
  const fault = attributes['data_api.fault'];
  const rows = attributes['db.response.returned_rows'];
  const sql = attributes['db.query.text'];
  return [
    fault === undefined ? error : `fault ${fault}`,
    rows === undefined ? undefined : `${rows} ${rows === 1 ? 'row' : 'rows'}`,
    sql === undefined ? undefined : inOneLine(String(sql)),
    isWait(span) && Number(attributes['messaging.receive_count']) > 1 ? 'comes again' : undefined,
  ]
    .filter((text) => text !== undefined)
    .join('  ·  ');
};

const Bar = ({ row }: { row: TreeRow }) => {
  const { span, start, width } = row;
  const classes = [
    'stretch',
    span.service,
    ...(span.error === undefined ? [] : ['error']),
    ...(isWait(span) ? ['wait'] : []),
  ];
  // Text stands where there is room: before a bar that begins late.
  const isLate = start > 0.55;
  return (
    <span class="lane">
      <i class={classes.join(' ')} style={{ left: `${start * 100}%`, width: `max(3px, ${width * 100}%)` }} />
      <span
        class={isLate ? 'label late' : 'label'}
        style={isLate ? { right: `${(1 - start) * 100}%` } : { left: `${start * 100}%` }}
      >
        <b>{span.endMs === undefined ? 'running' : formatMs(span.endMs - span.startMs)}</b> {labelOf(span)}
      </span>
    </span>
  );
};

/** Attributes that have a place of their own. */
const isShown = (name: string): boolean =>
  !/^http\.(request|response)\.(header|body)|^db\.query\.text$/.test(name);

/** A click filters by the value. */
const filterTermOf = (name: string, value: string): string | undefined =>
  ({
    'faas.name': `function:${value}`,
    'messaging.destination.name': `queue:${value}`,
    'data_api.fault': `fault:${value}`,
    'http.response.status_code': `status:${value}`,
  })[name];

const Attributes = ({ span, onFilter }: { span: Span; onFilter(filter: string): void }) => {
  const sql = span.attributes['db.query.text'];
  return (
    <div class="attributes">
      {span.error !== undefined && <p class="notice error">{span.error}</p>}
      {sql !== undefined && <pre class="sql">{String(sql).trim()}</pre>}
      <table>
        {Object.entries(span.attributes)
          .filter(([name]) => isShown(name))
          .map(([name, value]) => {
            const term = filterTermOf(name, String(value));
            const text = prettify([value].flat().join('\n'));
            return (
              <tr>
                <th>{name}</th>
                <td>
                  {term ? (
                    <button
                      type="button"
                      class="link"
                      title={`Filter: ${term}`}
                      onClick={() => onFilter(term)}
                    >
                      {text}
                    </button>
                  ) : text.includes('\n') ? (
                    <pre>{text}</pre>
                  ) : (
                    text
                  )}
                </td>
              </tr>
            );
          })}
      </table>
    </div>
  );
};

export const Waterfall = ({
  spans,
  onFilter,
}: {
  spans: readonly Span[];
  onFilter(filter: string): void;
}) => {
  const [open, setOpen] = useState<string>();
  const { rows } = toSpanTree(spans, Date.now());
  return (
    <div class="waterfall" role="tree" aria-label="Waterfall">
      {rows.map((row) => {
        const { span, depth } = row;
        const isOpen = open === span.spanId;
        return (
          <>
            <button
              type="button"
              role="treeitem"
              aria-expanded={isOpen}
              aria-level={depth + 1}
              class={span.error === undefined ? 'span' : 'span error'}
              onClick={() => setOpen(isOpen ? undefined : span.spanId)}
            >
              <span
                class="title"
                style={{ paddingLeft: `${Math.min(depth, 8) * 14}px` }}
                title={`${span.service}: ${span.name}`}
              >
                <i class={`dot ${span.service}`} />
                {span.name}
              </span>
              <Bar row={row} />
            </button>
            {isOpen && <Attributes span={span} onFilter={onFilter} />}
          </>
        );
      })}
    </div>
  );
};
