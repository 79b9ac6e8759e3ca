// The checks of a form, evaluated as reports/rules/checks does; a test holds the two to the same findings.
// `form` is what rules/checks/compiled.py writes; `cells` {code: {value, of, qualifier}} has BigInt values.
"use strict";

const ThiduaChecks = (() => {
  const { scaled } = ThiduaNumbers;
  const GRAVEST_FIRST = ["stop", "explain", "notice"];
  const WORDS = { at_least: "trên", at_most: "không quá", almost: "gần", approx: "khoảng" };
  const OF_TWO = { ">=": "LESS", "<=": "MORE", "=": "DIFFERENT" };
  const PLACE = /%%|%\(([^()%]+)\)s/gu;
  const FEWEST_EARLIER = 6;

  const big = (text) => (text === null || text === undefined ? null : BigInt(text));
  const cellOf = (data) => data && { value: BigInt(data.value), of: big(data.of), qualifier: data.qualifier };
  const abs = (value) => (value < 0n ? -value : value);
  const min = (...values) => values.reduce((one, other) => (other < one ? other : one));
  const floor = (above, below) => (above < 0n ? -((-above + below - 1n) / below) : above / below); // below > 0
  const sorted = (values) => [...values].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const fill = (sentence, values) => sentence.replace(PLACE, (place, name) => (name === undefined ? "%" : values[name]));
  const capital = (text) => {
    const [first = "", ...rest] = text;
    return first.toUpperCase() + rest.join("");
  };

  const stated = ({ value, qualifier }, decimals) => `${WORDS[qualifier] ?? ""} ${scaled(value, decimals)}`.trim();

  // The least and the largest that a number may be; null is open.
  const reach = ({ value, qualifier }, factor = 1n) => {
    const finer = value * factor;
    if (qualifier === "exact") return { low: finer, high: finer };
    if (qualifier === "at_least") return { low: finer, high: null };
    return { low: min(0n, finer), high: qualifier === "approx" ? null : finer };
  };
  const added = (reaches) => reaches.reduce(
    (sum, each) => ({
      low: sum.low + each.low,
      high: sum.high === null || each.high === null ? null : sum.high + each.high,
    }),
    { low: 0n, high: 0n },
  );
  const isSurelyBroken = (left, op, right) => {
    const isBelow = left.high !== null && left.high < right.low;
    const isAbove = right.high !== null && left.low > right.high;
    return { "<=": isAbove, ">=": isBelow, "=": isBelow || isAbove }[op];
  };
  const joint = (one, other) => {
    const kinds = [...new Set([one, other])].filter((each) => each !== "exact");
    if (kinds.length < 2) return kinds[0] ?? "exact";
    return kinds.includes("almost") && kinds.includes("at_most") ? "at_most" : "approx";
  };

  // Twice the median, so that it is a whole number of halves.
  const twiceMedian = (values) => {
    const [order, half] = [sorted(values), Math.floor(values.length / 2)];
    return order.length % 2 ? 2n * order[half] : order[half - 1] + order[half];
  };
  // Modified z-score over 3.5, in whole numbers (rules/checks/arithmetic.py has it in fractions).
  const isOutlier = (value, earlier) => {
    if (earlier.length < FEWEST_EARLIER) return false;
    const middle = twiceMedian(earlier);
    const distance = abs(2n * value - middle);
    const deviations = earlier.map((each) => abs(2n * each - middle));
    const typical = twiceMedian(deviations);
    if (typical) return distance * 13490n > 35000n * typical;
    const sum = deviations.reduce((one, other) => one + other, 0n);
    return sum > 0n && 2000000n * BigInt(earlier.length) * distance > 7n * 1253314n * sum;
  };

  // Each kind returns [fault, values] or null; `desk` is the form with its cells.
  const KINDS = {
    bounds(terms, cell, desk) {
      const [said, decimals] = [reach(cell), desk.decimals(terms.cell)];
      for (const [fault, limit, op] of [["TOO_LOW", big(terms.min), ">="], ["TOO_HIGH", big(terms.max), "<="]]) {
        if (limit !== null && isSurelyBroken(said, op, { low: limit, high: limit })) {
          return [fault, { limit: scaled(limit, decimals), value: desk.stated(terms.cell, cell) }];
        }
      }
      return null;
    },
    part_of(terms, cell, desk) {
      if (cell.of === null) return null;
      const values = { value: desk.stated(terms.cell, cell), whole: scaled(cell.of, desk.decimals(terms.cell)) };
      if (cell.of <= 0n) return ["NO_WHOLE", values];
      return reach(cell).low > cell.of ? ["OVER_WHOLE", values] : null;
    },
    against_previous(terms, cell, desk) {
      const previous = desk.previous(terms.cell);
      if (!previous || min(cell.value, previous.value) < 0n) return null;
      const [now, before] = [cell.value, previous.value];
      const [above, below] = terms.times.map(BigInt);
      const values = {
        period: desk.form.previous_label,
        before: desk.stated(terms.cell, previous),
        value: desk.stated(terms.cell, cell),
      };
      if (before === 0n) return terms.from_zero !== null && now > BigInt(terms.from_zero) ? ["FROM_ZERO", values] : null;
      if (now * below >= before * above) {
        values.times = scaled(floor(20n * now + before, 2n * before), 1);
        return ["MANY_TIMES", values];
      }
      return now * above <= before * below ? ["FALLEN", values] : null;
    },
    not_below_previous(terms, cell, desk) {
      const previous = desk.previous(terms.cell);
      if (!previous || !isSurelyBroken(reach(cell), ">=", reach(previous))) return null;
      return ["BELOW_PREVIOUS", { period: desk.form.previous_label, before: desk.stated(terms.cell, previous) }];
    },
    outlier(terms, cell, desk) {
      const earlier = (desk.form.history[terms.cell] ?? []).map(BigInt);
      if (!isOutlier(cell.value, earlier)) return null;
      const usual = scaled(floor(twiceMedian(earlier) + 1n, 2n), desk.decimals(terms.cell));
      return ["UNUSUAL", { count: scaled(BigInt(earlier.length), 0), usual }];
    },
    against_children(terms, cell, desk) {
      const below = desk.form.children[terms.cell];
      if (!below || below.units === "0") return null;
      const [sum, decimals] = [BigInt(below.value), desk.decimals(terms.cell)];
      if (!isSurelyBroken(reach(cell), "=", reach({ value: sum, qualifier: below.qualifier }))) return null;
      const gap = cell.value - sum;
      return ["NOT_THE_SUM", {
        units: scaled(BigInt(below.units), 0),
        sum: scaled(sum, decimals),
        value: desk.stated(terms.cell, cell),
        gap: `${gap > 0n ? "+" : ""}${scaled(gap, decimals)}`,
      }];
    },
    against_form(terms, cell, desk) {
      const there = desk.other(terms.form, terms.other);
      if (!there) return null;
      const finest = Math.max(desk.decimals(terms.cell), desk.decimals(terms.other));
      const [here, beside] = [[cell, terms.cell], [there, terms.other]].map(([each, code]) => reach(each, desk.finer(code, finest)));
      if (!isSurelyBroken(here, terms.op, beside)) return null;
      return [`FORM_${OF_TWO[terms.op]}`, {
        value: desk.stated(terms.cell, cell),
        name: desk.name(terms.other),
        form: desk.form.form_names[terms.form] ?? terms.form,
        other: desk.stated(terms.other, there),
      }];
    },
  };

  const relation = ({ left, op, right }, desk) => {
    const codes = [...left, ...right];
    if (!codes.every((code) => Object.hasOwn(desk.cells, code))) return null;
    const finest = Math.max(...codes.map(desk.decimals));
    const [one, other] = [left, right].map((side) => added(side.map((code) => reach(desk.cells[code], desk.finer(code, finest)))));
    if (!isSurelyBroken(one, op, other)) return null;
    const names = (side) => side.map(desk.name).join(" + ");
    const fault = left.length === 1 && right.length === 1 ? OF_TWO[op] : `SUM_${OF_TWO[op]}`;
    return [fault, {
      left: capital(names(left)),
      left_value: sumInWords(left, desk, finest),
      right: names(right),
      right_value: sumInWords(right, desk, finest),
    }];
  };
  // «12», or «5 + 7 = 12» of several cells.
  const sumInWords = (codes, desk, decimals) => {
    const terms = codes.map((code) => desk.stated(code, desk.cells[code])).join(" + ");
    if (codes.length === 1) return terms;
    const whole = codes.map((code) => desk.cells[code]).reduce(
      (sum, cell, at) => ({
        value: sum.value + cell.value * desk.finer(codes[at], decimals),
        qualifier: joint(sum.qualifier, cell.qualifier),
      }),
      { value: 0n, qualifier: "exact" },
    );
    return `${terms} = ${stated(whole, decimals)}`;
  };

  const deskOf = (form, cells) => {
    const columns = Object.fromEntries(form.columns.map((each) => [each.code, each]));
    const decimals = (code) => columns[code].decimals;
    return {
      form,
      cells,
      decimals,
      name: (code) => columns[code].name,
      stated: (code, cell) => stated(cell, decimals(code)),
      finer: (code, finest) => 10n ** BigInt(finest - decimals(code)),
      previous: (code) => cellOf(form.previous[code]),
      other: (named, code) => cellOf(form.others.find((each) => each.form === named && each.code === code)?.cell),
    };
  };
  // A check's own sentence names cells; each place gets its number.
  const ownValues = (desk) => new Proxy({}, {
    get(_target, code) {
      const cell = desk.cells[code];
      if (!cell) return desk.form.no_number;
      const number = desk.stated(code, cell);
      return cell.of === null ? number : `${number}/${scaled(cell.of, desk.decimals(code))}`;
    },
  });
  const findingOf = (check, desk, explanations) => {
    const { kind, terms, severity } = check;
    const own = kind === "relation" ? null : desk.cells[terms.cell];
    const wrong = kind === "relation" ? relation(terms, desk) : own ? KINDS[kind](terms, own, desk) : null;
    if (!wrong) return null;
    const cell = kind === "relation" ? terms.left[0] : terms.cell;
    const [fault, values] = wrong;
    const reason = explanations[`${check.code} ${cell}`] ?? "";
    return {
      check: check.code,
      cell,
      jump_to: kind === "relation" ? terms.right[0] : null,
      severity,
      sentence: check.message ? fill(check.message, ownValues(desk)) : fill(desk.form.sentences[fault][severity === "explain" ? 1 : 0], values),
      is_answered: severity === "explain" && Boolean(reason.trim()),
    };
  };

  // What does not hold, from the top line down, on one line the gravest first. `explanations`: {"check cell": text}.
  const findings = (form, cells, explanations) => {
    const desk = deskOf(form, cells);
    const rows = Object.fromEntries(form.columns.map((each, row) => [each.code, row]));
    const place = (each) => [rows[each.cell], GRAVEST_FIRST.indexOf(each.severity), each.check];
    return form.checks.map((each) => findingOf(each, desk, explanations)).filter(Boolean).sort((one, other) => {
      const [here, there] = [place(one), place(other)];
      const at = here.findIndex((each, index) => each !== there[index]);
      return at < 0 ? 0 : here[at] < there[at] ? -1 : 1;
    });
  };
  return { findings };
})();
