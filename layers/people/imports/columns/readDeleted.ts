// Whether a cell says that the person leaves, in the words of spreadsheets.

const yes = new Set(
  'true yes y 1 x ja wahr oui vrai sí si verdadero sì vero waar tak prawda sim verdadeiro 是 真 はい да истина áno pravda kyllä tosi'.split(
    ' ',
  ),
);
const no = new Set(
  'false no n 0 nein falsch non faux falso nee onwaar nie fałsz não nao 否 假 いいえ нет ложь nepravda ei epätosi'.split(
    ' ',
  ),
);

/** Undefined for any other word. */
export const readDeleted = (cell: string): boolean | undefined => {
  const word = cell.normalize('NFKC').trim().toLowerCase();
  if (yes.has(word)) return true;
  return word === '' || no.has(word) ? false : undefined;
};
