// Parses YAML with CloudFormation's short tags: `!Ref Database` becomes `{ Ref: 'Database' }`.
import { type CollectionTag, parseDocument, type ScalarTag, YAMLMap } from 'yaml';

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
const intrinsicFunctions = [
  'And',
  'Base64',
  'Cidr',
  'Condition',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Ref',
  'Select',
  'Split',
  'Sub',
];

const longName = (name: string): string => (['Condition', 'Ref'].includes(name) ? name : `Fn::${name}`);

/** `!GetAtt Database.MasterUserSecret.SecretArn`: everything behind the first dot names the attribute. */
const scalarValue = (name: string, text: string): string | [string, string] => {
  const [, resource, attribute] = /^([^.]+)\.(.+)$/.exec(text) ?? [];
  return name === 'GetAtt' && resource && attribute ? [resource, attribute] : text;
};

const tagsOf = (name: string): (ScalarTag | CollectionTag)[] => {
  const tag = `!${name}`;
  const collection = (kind: 'map' | 'seq'): CollectionTag => ({
    tag,
    collection: kind,
    resolve: (value) => {
      const long = new YAMLMap();
      long.set(longName(name), value);
      return long;
    },
  });
  const scalar: ScalarTag = { tag, resolve: (text) => ({ [longName(name)]: scalarValue(name, text) }) };
  return [scalar, collection('map'), collection('seq')];
};

const customTags = intrinsicFunctions.flatMap(tagsOf);

/** Throws YAMLParseError where the text is not YAML, and YAMLWarning where a tag is not CloudFormation's. */
export const parseCloudFormation = (text: string): unknown => {
  const document = parseDocument(text, { customTags, merge: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  return document.toJS();
};
