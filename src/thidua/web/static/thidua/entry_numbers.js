// Whole numbers scaled by decimals, as text and as typed: the same readings as reports/rules/typed.py. All are BigInt.
"use strict";

const ThiduaNumbers = (() => {
  const MINUS = "\u2212";
  const MOST = 10n ** 15n - 1n;
  const LONGEST = 100;
  const EXACT = "exact";
  const UNSEEN = /[\u00ad\u200b-\u200e\u2060\ufeff]+/gu;
  const BLANKS = /[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+/gu;
  const EDGES = /^[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/gu;
  const NUMBER = /^([1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)(?:,([0-9]+))?$/u;
  const POINT = /^([0-9]+)\.([0-9]+)$/u;
  const ENGLISH = /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/u;
  const LETTER = /^\p{L}/u;
  // The first word of each is the one that is shown.
  const WORDS = [
    ["at_least", ["trên", "hơn", "ít nhất", "tối thiểu", ">", ">=", "≥"]],
    ["at_most", ["dưới", "không quá", "tối đa", "<", "<=", "≤"]],
    ["almost", ["gần"]],
    ["approx", ["khoảng", "ước", "~"]],
  ];
  const BEFORE = WORDS.flatMap(([qualifier, words]) =>
    [...words].sort((one, other) => other.length - one.length).map((word) => [qualifier, word]));

  const strip = (text) => text.replace(EDGES, "");
  const withoutNoughts = (text) => text.replace(/0+$/u, "");
  const nothing = { value: null, of: null, qualifier: EXACT, choices: [], problem: "" };
  const problem = (code) => ({ ...nothing, problem: code });
  const isSettled = (said) => !said.choices.length && !said.problem;

  // 642n, 1 → «64,2»; 1000n, 1 → «100»; 1486n, 0 → «1.486».
  const scaled = (value, decimals) => {
    const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(?:[0-9]{3})+$)/gu, ".");
    const part = withoutNoughts(digits.slice(digits.length - decimals));
    const text = part ? `${whole},${part}` : whole;
    return value < 0n ? `${MINUS}${text}` : text;
  };
  const withWord = (qualifier, number) => {
    const words = WORDS.find(([each]) => each === qualifier);
    return words ? `${words[1][0]} ${number}` : number;
  };
  // A kept value as it stands in the cell.
  const shown = ({ value, of, qualifier }, kind) => {
    if (value === null) return "";
    const number = scaled(value, kind.decimals);
    return withWord(qualifier, kind.isRatio && of !== null ? `${number}/${scaled(of, kind.decimals)}` : number);
  };

  const qualified = (plain) => {
    for (const [qualifier, word] of BEFORE) {
      if (!plain.startsWith(word)) continue;
      const rest = plain.slice(word.length);
      const runsOn = LETTER.test(rest) && LETTER.test([...word].at(-1));
      if (!runsOn) return [qualifier, strip(rest)];
    }
    return [EXACT, plain];
  };
  const kept = (whole, part, qualifier, decimals) => {
    const fine = withoutNoughts(part);
    if (fine.length > decimals) return problem("too_precise");
    const value = BigInt(whole + fine.padEnd(decimals, "0"));
    return value <= MOST ? { ...nothing, value, qualifier } : problem("too_large");
  };
  // Asks which reading is meant, of those that the cell can keep.
  const asked = (qualifier, decimals, readings) => {
    const read = readings.map(([whole, part]) => [whole, withoutNoughts(part), kept(whole, part, qualifier, decimals)]);
    const choices = read.filter(([, , said]) => isSettled(said)).map(([whole, part]) => (part ? `${whole},${part}` : whole));
    if (!choices.length) return problem(read.at(-1)[2].problem);
    return { ...nothing, qualifier, choices: choices.map((each) => withWord(qualifier, each)) };
  };
  const number = (plain, qualifier, decimals) => {
    const commas = plain.split(",");
    if (ENGLISH.test(plain) && (decimals < 3 || commas.length > 2)) {
      const decimal = commas.length === 2 ? [commas] : [];
      return asked(qualifier, decimals, [[commas.join(""), ""], ...decimal]);
    }
    const found = NUMBER.exec(plain);
    if (found) return kept(found[1].replace(/[ .]/gu, ""), found[2] ?? "", qualifier, decimals);
    const point = POINT.exec(plain);
    if (!point) return problem("not_a_number");
    const whole = point[1].replace(/^0+/u, "");
    return asked(qualifier, decimals, [[whole || "0", point[2]], ...(whole ? [[whole + point[2], ""]] : [])]);
  };
  const ratio = (plain, qualifier, decimals) => {
    const at = plain.indexOf("/");
    if (at < 0) return problem("not_a_ratio");
    const numbers = [plain.slice(0, at), plain.slice(at + 1)].map((each) => number(strip(each), qualifier, decimals));
    if (numbers.every((each) => each.value !== null)) {
      return { ...nothing, value: numbers[0].value, of: numbers[1].value, qualifier };
    }
    const told = numbers.find((each) => ["too_large", "too_precise"].includes(each.problem));
    return problem(told ? told.problem : "not_a_ratio");
  };

  // What a text says in a cell of this kind: {decimals, takesQualifier, isRatio, isShare}.
  const typed = (text, kind) => {
    const bare = strip(text.replace(UNSEEN, ""));
    if (!bare) return nothing;
    if ([...bare].length > LONGEST) return problem("not_a_number");
    const [qualifier, rest] = qualified(bare.normalize("NFC").toLowerCase().replace(BLANKS, " "));
    if (qualifier !== EXACT && !kind.takesQualifier) return problem("no_qualifier");
    if (kind.isRatio) return ratio(rest, qualifier, kind.decimals);
    const plain = kind.isShare && rest.endsWith("%") ? strip(rest.slice(0, -1)) : rest;
    return number(plain, qualifier, kind.decimals);
  };

  return { typed, shown, scaled, isSettled };
})();
