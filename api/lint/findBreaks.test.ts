import { expect, test } from '@jest/globals';
import { type Contract, currentContract } from '../contract.ts';
import { findBreaks } from './findBreaks.ts';
import { refuseBreaks } from './refuseBreaks.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents are edited at any depth
type Editable = any;
type Edit = (openapi: Editable, events: Editable) => void;

const released = currentContract();

const edited = (edit: Edit): Contract => {
  const contract = structuredClone(released);
  edit(contract.openapi, contract.events);
  return contract;
};

const search = (openapi: Editable) => openapi.paths['/search'].get;
const answer = (openapi: Editable) => search(openapi).responses[200].content['application/json'].schema;
const upserted = (events: Editable) => events['directory.user.upserted.v1'];

test.each<[string, string, Edit]>([
  ['a path that goes', 'GET /users', (openapi) => delete openapi.paths['/users']],
  ['an answer that goes', 'Response 404', (openapi) => delete search(openapi).responses[404]],
  ['a member that goes', '`phoneNumber`', (openapi) => delete answer(openapi).properties.phoneNumber],
  [
    'a member of another type',
    'type',
    (openapi) => {
      answer(openapi).properties.email.type = 'number';
    },
  ],
  [
    'an error of another type',
    'const',
    (openapi) => {
      openapi.components.schemas.UserNotFound.properties.type.const = 'urn:other';
    },
  ],
  [
    'a narrower parameter',
    'maxLength',
    (openapi) => {
      search(openapi).parameters[0].schema.maxLength = 100;
    },
  ],
  [
    'a new parameter that is required',
    'required query parameter',
    (openapi) => search(openapi).parameters.push({ name: 'by', in: 'query', required: true, schema: {} }),
  ],
  [
    'another scope',
    'security',
    (openapi) => {
      search(openapi).security[1].jwt = ['directory:other'];
    },
  ],
  [
    'an event that is not taken any more',
    'upserted.v1',
    (_, events) => delete events['directory.user.upserted.v1'],
  ],
  ['a new member that events must have', 'required', (_, events) => upserted(events).required.push('time')],
])('%s breaks callers, and is named', (_case, name, edit) => {
  const breaks = findBreaks(released, edited(edit));
  expect(breaks.join('\n')).toContain(name);
});

test.each<[string, Edit]>([
  ['nothing', () => {}],
  [
    'a new operation',
    (openapi) => {
      openapi.paths['/search'].put = search(openapi);
    },
  ],
  [
    'a new parameter that may be left out',
    (openapi) => search(openapi).parameters.push({ name: 'by', in: 'query', schema: {} }),
  ],
  [
    'a new member of an answer',
    (openapi) => {
      answer(openapi).properties.name = { type: 'string' };
    },
  ],
  [
    'a new type of event',
    (_, events) => {
      events['directory.user.renamed.v1'] = upserted(events);
    },
  ],
  [
    'other words',
    (openapi) => {
      search(openapi).summary = 'Looks somebody up';
    },
  ],
])('%s breaks no caller', (_case, edit) => {
  expect(findBreaks(released, edited(edit))).toEqual([]);
});

test('what is compared stays as it is', () => {
  const before = structuredClone(released);
  findBreaks(released, released);
  expect(released).toEqual(before);
});

test('a break is refused in a sentence, until the version has a new major', () => {
  const current = edited((openapi) => delete openapi.paths['/users']);
  const before = { ...released, openapi: { ...released.openapi, info: { version: '1.4.2' } } };
  expect(() => refuseBreaks(before, current, '1.5.0')).toThrow(
    'Version 1.5.0 would break callers of 1.4.2, which takes a new major version:\n  [Removed] operation GET /users',
  );
  expect(() => refuseBreaks(before, current, '2.0.0')).not.toThrow();
});
