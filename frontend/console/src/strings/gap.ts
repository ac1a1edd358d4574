/** What a customer says against what we see: the desk's sidebar. */

const en = {
  title: "Says against does",
  lead: "Bits; right: says more than we see. The thin line is the 95 % interval.",
  families: { behaviour: "Habits", category: "Categories" },
  statements: (n: string, bits: string) => `${n} statements, ${bits} bits`,
  nothingSaid: "Nothing said yet.",
  missing: "Not enough evidence",
  thin: "not enough evidence",
  flagged: { more: "says more than we see", less: "does more than they say" },
  unclear: "no clear gap",
  gone: (n: string) => `${n} about topics that the shop no longer has`,
  bar: (bits: string, low: string, high: string) => `${bits} bits, ${low} to ${high}`,
};

const zh: typeof en = {
  title: "说法与行为的差距",
  lead: "单位：比特。偏右：说的比做的多。细线为 95% 区间。",
  families: { behaviour: "行为", category: "类别" },
  statements: (n, bits) => `${n} 条表述，${bits} 比特`,
  nothingSaid: "尚无表述。",
  missing: "依据不足",
  thin: "依据不足",
  flagged: { more: "说的比做的多", less: "做的比说的多" },
  unclear: "无明显差距",
  gone: (n) => `另有 ${n} 条涉及已下架的类别`,
  bar: (bits, low, high) => `${bits} 比特，区间 ${low} 至 ${high}`,
};

export const gap = { en, zh };
