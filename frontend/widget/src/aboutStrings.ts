import type { Language } from "./strings";

/** What the page "What we know about you" says, in each language. */
const english = {
  title: "What we know about you",
  back: "Back to the conversation",
  loading: "Loading",
  notProven:
    "Only you may see this, so we first need to know who you are. Sign in at the shop, or write your e-mail address and an order number in the chat.",
  loadFailed: "This could not be loaded.",
  changeFailed: "That could not be saved.",
  saved: "Changed. The next suggestions go by it.",

  said: "You told us",
  saidNone: "You have told us nothing about yourself yet.",
  more: (count: number) => `${count} more. Remove some to see them.`,
  notWanted: "not wanted",
  contradicted: "You have said otherwise too; the latest holds.",
  kinds: {
    category: "Category",
    brand: "Brand",
    style: "Style",
    occasion: "Occasion",
    delivery: "Delivery",
    budget: "Budget, at most",
    behaviour: "How you shop",
  } as Record<string, string>,
  deeds: { browse: "I look around", purchase: "I buy", query: "I ask", return: "I send back" } as Record<
    string,
    string
  >,
  sources: {
    chat: "in the chat",
    onboarding: "when we first asked",
    survey: "in a survey",
    import: "from the shop's records",
    customer: "changed by you",
  } as Record<string, string>,
  why: "Why",
  edit: "Edit",
  editOne: (what: string) => `Edit: ${what}`,
  remove: "Delete",
  removeOne: (what: string) => `Delete: ${what}`,
  save: "Save",
  cancel: "Cancel",
  wanted: "I like this",

  service: "What you said of our service",
  serviceNote: "From 1, the least, to 5, the most. The shop uses it to see where it falls short.",
  expects: (level: number) => `You expect ${level} of 5`,
  got: (level: number) => `You got ${level} of 5`,
  serviceSources: {
    chat: "you were asked in the chat",
    text: "read from what you wrote",
    import: "from a survey of the shop",
  } as Record<string, string>,

  inferred: "What we infer",
  guess: "Our guess",
  inferredNote: "Guesses from your orders and visits, not facts.",
  inferredOff: "Not used: personal suggestions are off.",
  inferredNone: "Nothing: there is not enough evidence.",

  choices: "Your choices",
  personalise: "Personal suggestions",
  personaliseHelp: "Off: you see what everybody sees.",
  ask: "Questions about what I like",
  askHelp: "Off: the assistant asks you nothing, not about our service either.",
  offers: "Messages with offers",
  offersHelp: "On: now and then a message comes that you did not ask for.",
  keep: "Keep what I say about myself",
  keepHelp: "Off: what you told us is deleted and nothing is kept.",
  keepAsk: "Delete all that you told us about yourself, and keep nothing from now on?",
  keepYes: "Delete and stop",
};

export type AboutStrings = typeof english;

const chinese: AboutStrings = {
  title: "我们对您的了解",
  back: "返回对话",
  loading: "加载中",
  notProven:
    "这些内容只有您本人可以查看，需要先确认您的身份。请在商店登录，或在对话中告诉我们您的邮箱和订单号。",
  loadFailed: "内容加载失败。",
  changeFailed: "未能保存。",
  saved: "已更改，接下来的推荐会据此调整。",

  said: "您告诉过我们",
  saidNone: "您还没有告诉我们自己的喜好。",
  more: (count) => `还有 ${count} 条，删除一些后即可看到。`,
  notWanted: "不想要",
  contradicted: "您也说过不同的内容，以最近一次为准。",
  kinds: {
    category: "品类",
    brand: "品牌",
    style: "风格",
    occasion: "场合",
    delivery: "配送",
    budget: "预算上限",
    behaviour: "购物习惯",
  },
  deeds: { browse: "我常浏览", purchase: "我常购买", query: "我常咨询", return: "我常退货" },
  sources: {
    chat: "在对话中",
    onboarding: "初次询问时",
    survey: "在问卷中",
    import: "来自商店记录",
    customer: "由您更改",
  },
  why: "用途",
  edit: "修改",
  editOne: (what) => `修改：${what}`,
  remove: "删除",
  removeOne: (what) => `删除：${what}`,
  save: "保存",
  cancel: "取消",
  wanted: "我喜欢",

  service: "您对服务的评价",
  serviceNote: "1 为最低，5 为最高。商店据此了解哪里做得不够。",
  expects: (level) => `您期望 ${level} 分（满分 5 分）`,
  got: (level) => `实际 ${level} 分（满分 5 分）`,
  serviceSources: {
    chat: "在对话中回答",
    text: "根据您写的内容得出",
    import: "来自商店的问卷",
  },

  inferred: "我们的推测",
  guess: "推测",
  inferredNote: "根据您的订单和访问推测，并非事实。",
  inferredOff: "未使用：个性化推荐已关闭。",
  inferredNone: "暂无：依据不足。",

  choices: "您的选择",
  personalise: "个性化推荐",
  personaliseHelp: "关闭后，您看到的内容与其他人相同。",
  ask: "询问我的喜好",
  askHelp: "关闭后，智能助手不再向您提问，也不再询问服务评价。",
  offers: "优惠与推荐消息",
  offersHelp: "开启后，偶尔会主动给您发送消息。",
  keep: "保存我说过的喜好",
  keepHelp: "关闭后，您说过的内容会被删除，也不再保存。",
  keepAsk: "要删除您说过的全部喜好，并且今后不再保存吗？",
  keepYes: "删除并停止保存",
};

export const aboutStrings: Record<Language, AboutStrings> = { en: english, zh: chinese };
