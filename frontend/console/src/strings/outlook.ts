/** What a customer is expected to do: the desk's sidebar. */

const en = {
  title: "Likely next",
  purchase: "Buys within 30 days",
  spend: (sum: string) => `${sum} expected`,
  churn: "May be lost",
  horizon: (days: string) => `no purchase for ${days} days`,
  why: "Why",
  base: (chance: string) => `The average customer: ${chance}`,
  small: "No single reason stands out.",
  missing: "Not enough evidence for a forecast yet.",
};

const zh: typeof en = {
  title: "预计动向",
  purchase: "30 天内购买",
  spend: (sum) => `预计消费 ${sum}`,
  churn: "可能流失",
  horizon: (days) => `${days} 天内不再购买`,
  why: "原因",
  base: (chance) => `一般顾客：${chance}`,
  small: "没有特别突出的单一原因。",
  missing: "目前依据不足，无法预计。",
};

export const outlook = { en, zh };
