/** What to do next for a customer: the desk's sidebar. */

const en = {
  title: "Next best action",
  kinds: {
    recommend: "Suggest something",
    guide: "Answer what was not understood",
    inform: "Tell them, before they ask",
    retain: "Keep this customer",
    hand_over: "Help in person",
    ask: "Ask one question",
  } as Readonly<Record<string, string>>,
  nothing: "Nothing now",
  nothingWhy: "No action is worth more than it disturbs.",
  about: (topic: string) => `about ${topic}`,
  worth: (sum: string) => `worth about ${sum}`,
  why: "Why",
  also: (actions: string) => `Also: ${actions}.`,
  notNow: (action: string, why: string) => `Not now: ${action} (${why}).`,
  reasons: {
    trouble: "trouble within 30 days",
    late: "a late parcel",
    unhappy: "bad mood",
    let_down: "likely let down",
    leaving: "likely to leave",
    with_person: "a person is beside them",
    not_likely: "a purchase is not likely",
    not_wanted: "they do not want to be asked",
  } as Readonly<Record<string, string>>,
};

const zh: typeof en = {
  title: "下一步建议",
  kinds: {
    recommend: "推荐商品",
    guide: "解答未被理解的问题",
    inform: "主动告知",
    retain: "挽留这位顾客",
    hand_over: "人工协助",
    ask: "问一个问题",
  },
  nothing: "暂不行动",
  nothingWhy: "目前没有值得打扰顾客的行动。",
  about: (topic) => `关于${topic}`,
  worth: (sum) => `价值约 ${sum}`,
  why: "依据",
  also: (actions) => `另可：${actions}。`,
  notNow: (action, why) => `暂不宜：${action}（${why}）。`,
  reasons: {
    trouble: "30 天内出过问题",
    late: "包裹延误",
    unhappy: "情绪不佳",
    let_down: "可能感到失望",
    leaving: "可能流失",
    with_person: "正由人工服务",
    not_likely: "近期购买可能性不大",
    not_wanted: "顾客不愿被询问",
  },
};

export const nextAction = { en, zh };
