/** Promises: the page of the console, and the desk's tasks. */

/** title and lead of a kind, and the columns of its promises. */
interface Kind {
  title: string;
  lead: string;
  what: string;
  met: string;
  notYet: string;
}

const en = {
  title: "Promises",
  lead: "When the assistant says that nine of ten arrive, are refunded or are answered by a moment, nine of ten should. Here is how many were.",
  of: {
    delivery: {
      title: "Deliveries",
      lead: "Promised when customers ask where an order is; kept when it arrived by then.",
      what: "Order",
      met: "Arrived",
      notYet: "not yet",
    },
    refund: {
      title: "Refunds",
      lead: "Promised when something is returned or cancelled; kept when the shop said by then that the money was there.",
      what: "Order",
      met: "Money there",
      notYet: "not yet",
    },
    callback: {
      title: "Answers by a person",
      lead: "Promised when somebody is passed on to a person; kept when a person had written by then.",
      what: "Conversation",
      met: "Answered",
      notYet: "not yet",
    },
  } as Readonly<Record<string, Kind>> & Record<"delivery", Kind>,
  month: "Month",
  kept: "Kept",
  settled: "Settled",
  open: "Open",
  share: (share: string, low: string, high: string) => `${share} kept; 95 % interval ${low} to ${high}`,
  shareHelp:
    "Of the promises made in that month, kept among kept and broken; the interval is Wilson's, 95 %.",
  goal: (share: string) => `said: ${share}`,
  tooFew: (enough: string) => `not enough evidence: fewer than ${enough} are settled`,
  show: (month: string) => `Show the promises of ${month}`,
  hide: "Hide the promises",
  openConversation: "Open",
  promised: "Promised for",
  rests: "Past ones it rests on",
  states: { open: "open", kept: "kept", broken: "broken", void: "void" },
  none: [
    "No promises yet",
    "They appear once customers ask for orders, refunds or a person, and the record is large enough.",
  ],
  tasks: {
    title: (n: string) => `Promises at risk: ${n}`,
    kinds: { delivery: "Order", refund: "Refund", callback: "Answer by a person" } as Readonly<
      Record<string, string>
    >,
    due: (when: string) => `promised for ${when}`,
    told: (when: string) => `told: now ${when}`,
    toldNothing: "told that it is late",
    notTold: "the customer does not know yet",
    broken: "broken",
    open: "Conversation",
    done: "Looked into",
  },
};

const zh: typeof en = {
  title: "承诺",
  lead: "智能助手说“十次中有九次在某时前送达、到账或得到回复”，就应当有九成做到。这里是实际做到的比例。",
  of: {
    delivery: {
      title: "配送",
      lead: "顾客查询订单时作出；按时送达即为兑现。",
      what: "订单",
      met: "实际送达",
      notYet: "尚未送达",
    },
    refund: {
      title: "退款",
      lead: "退货或取消订单时作出；商店确认款项按时到账即为兑现。",
      what: "订单",
      met: "实际到账",
      notYet: "尚未到账",
    },
    callback: {
      title: "人工回复",
      lead: "转接人工时作出；客服按时回复即为兑现。",
      what: "对话",
      met: "实际回复",
      notYet: "尚未回复",
    },
  },
  month: "月份",
  kept: "兑现",
  settled: "已有结果",
  open: "未到期",
  share: (share, low, high) => `兑现 ${share}；95% 区间 ${low} 至 ${high}`,
  shareHelp: "当月作出的承诺中，兑现数占已有结果的比例；区间为 95% 威尔逊区间。",
  goal: (share) => `承诺：${share}`,
  tooFew: (enough) => `依据不足：已有结果的不到 ${enough} 个`,
  show: (month) => `查看 ${month} 的承诺`,
  hide: "收起",
  openConversation: "打开",
  promised: "承诺时间",
  rests: "依据的历史记录数",
  states: { open: "未到期", kept: "兑现", broken: "未兑现", void: "作废" },
  none: ["还没有承诺", "顾客查询订单、退款或转接人工，且历史记录足够时，这里会出现承诺。"],
  tasks: {
    title: (n) => `可能无法兑现的承诺：${n}`,
    kinds: { delivery: "订单", refund: "退款", callback: "人工回复" },
    due: (when) => `承诺 ${when} 前`,
    told: (when) => `已告知：改为 ${when} 前`,
    toldNothing: "已告知会晚到",
    notTold: "顾客尚未得知",
    broken: "未兑现",
    open: "对话",
    done: "已跟进",
  },
};

export const promises = { en, zh };
