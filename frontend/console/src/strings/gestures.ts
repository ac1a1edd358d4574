/** Small gestures for customers who were let down: at the desk, and their list in the console. */

const en = {
  title: "A small gesture",
  propose: (name: string, cost: string) => `${name}, ${cost}`,
  reasons: {
    broken_promise: (count: string) =>
      count === "1"
        ? "We broke a promise to them in the last 30 days."
        : `We broke ${count} promises to them in the last 30 days.`,
    second_problem: (count: string) => `They had trouble in ${count} conversations within 30 days.`,
    high_stake: () => "They had trouble, and much is at stake with them.",
  },
  left: (left: string, budget: string) => `Left this month: ${left} of ${budget}`,
  leftOfCustomer: (left: string) => `for this customer: ${left}`,
  reads: "What the customer reads",
  grant: "Grant and tell",
  decline: "Decline",
  granted: (name: string, cost: string, by: string) => `${name}, ${cost}: granted by ${by}`,
  declined: (name: string, by: string) => `${name}: declined by ${by}`,
  somebody: "a colleague",
  reference: (reference: string) => `Reference ${reference}`,
  lost: "Not done: a colleague was quicker, or the money has been spent meanwhile. This is how it stands now.",
  listed: "Gestures granted",
  listedHelp: (budget: string) =>
    `Granted by agents by rule and budget (${budget} a month). Attune tells the customer and keeps the reference; refund, coupon and post are the shop's own to carry out.`,
  listedNone: "No gesture has been decided about yet.",
  month: "Month",
  count: "Granted",
  declinedCount: "Declined",
  cost: "Cost",
  each: "Each gesture",
  customer: "Customer",
  gesture: "Gesture",
  why: "Why",
  whys: { broken_promise: "broken promise", second_problem: "second problem", high_stake: "much at stake" },
  by: "By",
  when: "When",
  conversation: "Conversation",
};

const zh: typeof en = {
  title: "小小心意",
  propose: (name, cost) => `${name}，费用 ${cost}`,
  reasons: {
    broken_promise: (count) => `近 30 天内我们有 ${count} 次未兑现对该顾客的承诺。`,
    second_problem: (count) => `该顾客 30 天内在 ${count} 次对话中遇到问题。`,
    high_stake: () => "该顾客遇到了问题，且流失损失较大。",
  },
  left: (left, budget) => `本月剩余：${left}（共 ${budget}）`,
  leftOfCustomer: (left) => `该顾客剩余：${left}`,
  reads: "顾客将看到",
  grant: "同意并告知",
  decline: "不采用",
  granted: (name, cost, by) => `${name}，${cost}：已由 ${by} 同意`,
  declined: (name, by) => `${name}：${by} 未采用`,
  somebody: "同事",
  reference: (reference) => `编号 ${reference}`,
  lost: "未能完成：同事先一步处理，或预算已用完。以下为当前情况。",
  listed: "已给予的心意",
  listedHelp: (budget) =>
    `由客服按规则和预算（每月 ${budget}）给予。Attune 告知顾客并保存编号；退款、优惠券和寄送由商店自行执行。`,
  listedNone: "还没有处理过任何心意。",
  month: "月份",
  count: "给予",
  declinedCount: "未采用",
  cost: "花费",
  each: "逐条查看",
  customer: "顾客",
  gesture: "心意",
  why: "原因",
  whys: { broken_promise: "未兑现承诺", second_problem: "再次遇到问题", high_stake: "流失损失较大" },
  by: "经手",
  when: "时间",
  conversation: "对话",
};

export const gestures = { en, zh };
