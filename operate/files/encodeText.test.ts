import { expect, test } from '@jest/globals';
import type { chosenEncodings } from '#layers/people/imports/formats/textEncoding.ts';
import { createEncode } from './encodeText.ts';

const samples: Readonly<Record<(typeof chosenEncodings)[number], string>> = {
  'utf-8': '\ufeffjürgen 京 😀',
  'utf-16le': '\ufeffjürgen 京 😀',
  'utf-16be': '\ufeffjürgen 京 😀',
  'windows-1250': 'Łukasz Žižka;+48 22',
  'windows-1251': 'Иван;+7 495',
  'windows-1252': 'Jürgen – „O’Brien“ €;+49 30',
  shift_jis: '山田太郎,ﾔﾏﾀﾞ,+81 3',
  gbk: '李雷,€,+86 10',
  big5: '王小明,+886 2',
};

test.each(Object.entries(samples))('what is encoded in %s is decoded as it was', (encoding, text) => {
  const bytes = createEncode(encoding)(text);
  expect(new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(bytes)).toBe(text);
});

test.each(['windows-1252', 'shift_jis'])('a character that %s lacks is not replaced', (encoding) => {
  expect(createEncode(encoding)('j\ufffdrgen')).toBeUndefined();
});
