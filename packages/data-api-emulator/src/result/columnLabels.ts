// The labels of a result set, which do not depend on the values of parameters.
import type { FieldPacket } from 'mysql2';
import { type BoundStatement, boundText, preparedText } from '../sql/bindParameters.ts';
import { type SelectItem, selectItems } from '../sql/selectItems.ts';

/** MySQL cuts longer labels ("Identifier Length Limits" speaks of aliases; expressions were measured). */
const maxLabelLength = 255;

/** Nothing but a placeholder, which MySQL labels by the content of the literal. */
const placeholderAlone = /^[\s(]*\?+[\s)]*$/;

/** The label of one column, when `item` is an expression without an alias that holds a placeholder. */
const expressionLabel = (label: string, item: SelectItem, statement: BoundStatement): string | undefined => {
  const { start, end } = item;
  const prepared = preparedText(statement, start, end);
  const holdsPlaceholder = statement.placeholders.some((each) => each.start >= start && each.end <= end);
  if (!holdsPlaceholder) return undefined;
  if (placeholderAlone.test(prepared)) return '?';
  const sent = boundText(statement, start, end);
  return label === sent || label === sent.slice(0, maxLabelLength) ? prepared : undefined;
};

/**
 * The labels of the columns. MySQL labels an expression without an alias by its text, in which our literals stand for
 * the placeholders; the label that a prepared statement has shows question marks instead. Items after a `*`, whose
 * number of columns is not known, are counted from the end.
 */
export const columnLabels = (columns: readonly FieldPacket[], statement: BoundStatement): string[] => {
  const labels = columns.map(({ name }) => name);
  if (statement.placeholders.length === 0) return labels;
  const items = selectItems(statement);
  const isStar = ({ end }: SelectItem) => statement.code[end - 1] === '*';
  const firstStar = items.findIndex(isStar);
  const lastStar = items.findLastIndex(isStar);
  return labels.map((label, index) => {
    const fromEnd = items.length - labels.length + index;
    const isCounted = firstStar < 0 || index < firstStar;
    const item = isCounted ? items[index] : fromEnd > lastStar ? items[fromEnd] : undefined;
    return (item && expressionLabel(label, item, statement)) ?? label;
  });
};
